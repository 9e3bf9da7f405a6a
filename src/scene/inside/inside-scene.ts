// The inside of one column at a moment of the run: strips, operations, wires and the numbers on them, without colours.

import { formatNumber } from '#base/format.ts';
import type { Model } from '#model/model.ts';
import {
  gradientId,
  lossId,
  parameterId,
  type QuantityId,
  targetId,
  valueId,
} from '#model/quantity-id.ts';
import type { Point } from '#scene/curve.ts';
import type { Room } from '#scene/layout.ts';
import { type Moment, type Presence, presenceOf } from '#scene/presence.ts';
import { buildStrip, type Strip } from '#scene/strip.ts';
import { targetText } from '#scene/target-text.ts';
import { valueTone } from '#scene/tone.ts';
import { rowNames } from '#scene/wiring.ts';
import { sourceValue } from '#trace/source-value.ts';
import { rowOf, type Trace } from '#trace/trace.ts';
import type { Badge, Circuit, CircuitWire, Operation } from './circuit.ts';
import { type Grid, layoutGrid, type Place } from './grid.ts';
import { firstKnown, forwardSide, type InsideWire, valueOrLoss, wireOf } from './inside-wire.ts';
import { buildCircuit } from './wires.ts';

/** Grid and circuit of a cell in a room: the same for every moment and every column. */
export interface InsideLayout {
  readonly grid: Grid;
  readonly circuit: Circuit;
}

export interface InsideNode {
  readonly id: QuantityId;
  readonly name: string;
  /** Of its value: that of the column, or the step before it. */
  readonly t: number;
  /** Its place in the unrolled graph. */
  readonly row: number;
  readonly strip: Strip;
  readonly values: Float64Array;
  readonly isState: boolean;
}

export interface InsideOperation extends Operation {
  readonly id: QuantityId;
  readonly presence: Presence;
  /** This very beat works here, on the way there or back. */
  readonly isCurrent: boolean;
}

export interface InsideLoss {
  readonly id: QuantityId;
  readonly presence: Presence;
  readonly at: Point;
  readonly value: string;
  readonly target: { readonly id: QuantityId; readonly text: string };
}

export interface InsideScene {
  readonly t: number;
  readonly grid: Grid;
  readonly nodes: readonly InsideNode[];
  readonly operations: readonly InsideOperation[];
  readonly wires: readonly InsideWire[];
  readonly joints: readonly (Point & { readonly presence: Presence })[];
  readonly badges: readonly Badge[];
  /** null where the step has none. */
  readonly loss: InsideLoss | null;
}

export function layoutInside(model: Model, room: Room, tokens: boolean): InsideLayout {
  const grid = layoutGrid(model, room, tokens);
  return { grid, circuit: buildCircuit(model, grid) };
}

/** Column t (from 1) of the run. */
export function buildInsideScene(
  trace: Trace,
  moment: Moment,
  { grid, circuit }: InsideLayout,
  t: number,
): InsideScene {
  const hasLoss = trace.lossSteps.includes(t);
  const isHead = (name: string): boolean => ['logits', 'prediction', 'loss'].includes(name);
  const shown = <T extends CircuitWire>(wires: readonly T[]): readonly T[] =>
    wires
      .map((w) => (hasLoss ? w : { ...w, to: w.to.filter((name) => !isHead(name)) }))
      .filter(
        (w, i) =>
          w.to.length > 0 ||
          wires[i]?.to.length === 0 ||
          wires[i]?.back.some((b) => b.kind === 'carried'),
      );
  const wires = shown(circuit.wires).map((plan) => wireOf(trace, moment, plan, t));
  const operations = circuit.operations.filter(({ to }) => hasLoss || !isHead(to));
  return {
    t,
    grid,
    nodes: [...grid.places.values()]
      .filter(({ source }) => hasLoss || !isHead(source.quantity))
      .map((place) => nodeOf(trace, moment, place, t)),
    operations: operations.map((operation) => operationOf(moment, operation, t)),
    wires,
    joints: circuit.joints
      .filter(({ to }) => hasLoss || !to.every(isHead))
      .map(({ x, y, to, aside }) => ({
        x: x + forwardSide * aside.x,
        y: y + forwardSide * aside.y,
        presence: firstKnown(
          moment,
          to.map((name) => valueOrLoss(name, t)),
        ),
      })),
    badges: t > 1 ? circuit.badges : [],
    loss: hasLoss ? lossOf(trace, moment, grid, t) : null,
  };
}

function nodeOf(trace: Trace, moment: Moment, place: Place, t: number): InsideNode {
  const { source, layout } = place;
  const { quantity, at } = source;
  const step = at === 'before' ? t - 1 : t;
  const id = valueId(quantity, step);
  const tokens = trace.experiment.data.sequences[trace.sequence - 1]?.tokens;
  const values =
    quantity === 'prediction'
      ? rowOf(trace.values.prediction ?? new Float64Array(0), t, layout.size)
      : sourceValue(trace, source, t);
  return {
    id,
    t: step,
    name: quantity,
    row: rowNames(trace.model).indexOf(quantity),
    values,
    isState: trace.model.cell.states.includes(quantity),
    strip: buildStrip({
      id,
      presence: presenceOf(moment, id),
      style: quantity === 'x' && tokens !== undefined ? 'one-hot' : 'signed',
      layout,
      x: Math.round(place.x - layout.width / 2),
      y: Math.round(place.y - layout.height / 2),
      values,
      toneOf: valueTone,
    }),
  };
}

function operationOf(moment: Moment, operation: Operation, t: number): InsideOperation {
  const { to, weight } = operation;
  const value = valueId(to, t);
  const back = to === 'logits' || to === 'prediction' ? gradientId('logits', t) : gradientId(to, t);
  const presence = presenceOf(moment, value);
  return {
    ...operation,
    id: weight === null ? value : parameterId(weight),
    presence,
    isCurrent: presence === 'fresh' || presenceOf(moment, back) === 'fresh',
  };
}

function lossOf(trace: Trace, moment: Moment, grid: Grid, t: number): InsideLoss {
  const id = lossId(t);
  const presence = presenceOf(moment, id);
  return {
    id,
    presence,
    at: grid.loss,
    value: presence === 'unknown' ? '' : formatNumber(trace.losses[t - 1] ?? 0),
    target: { id: targetId(t), text: targetText(trace.experiment, trace.sequence, t) },
  };
}
