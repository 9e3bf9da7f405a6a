// The inside of one column at a moment of the run: strips, operations, wires and the numbers on them, without colours.

import { formatNumber } from '#base/format.ts';
import type { Point } from '#marks/curve.ts';
import type { Room } from '#marks/graph-layout.ts';
import { buildStrip, type Strip } from '#marks/strip.ts';
import { targetText } from '#marks/target-text.ts';
import { valueTone } from '#marks/tone.ts';
import { rowNames } from '#marks/wiring.ts';
import type { Model } from '#model/model.ts';
import {
  gradientId,
  lossId,
  parameterId,
  type QuantityId,
  targetId,
  valueId,
} from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import { sourceValue } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import type { Badge, Circuit, Joint, Operation, Return } from './circuit.scene.ts';
import { buildCircuit } from './circuit-wires.scene.ts';
import { beyond, type Grid, layoutGrid, type Place } from './grid.scene.ts';
import {
  firstKnown,
  forwardSide,
  type InsideWire,
  valueOrLoss,
  wireOf,
} from './wire-marks.scene.ts';
import { existsAt, returnId } from './wire-values.scene.ts';

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
  readonly target: { readonly id: QuantityId; readonly text: string; readonly y: number };
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
  const exists = (name: string): boolean => {
    if (name === beyond.next) return t < trace.steps;
    return !isHead(name) || trace.lossSteps.includes(t);
  };
  const present = circuit.wires
    .map((plan) => ({ ...plan, to: plan.to.filter(exists) }))
    .filter(({ to }) => to.length > 0);
  return {
    t,
    grid,
    nodes: [...grid.places.values()]
      .filter(({ source }) => exists(source.quantity))
      .map((place) => nodeOf(trace, moment, place, t)),
    operations: circuit.operations
      .filter(({ to }) => exists(to))
      .map((operation) => operationOf(trace, moment, operation, t)),
    wires: present.map((plan) => wireOf(trace, moment, plan, t)),
    joints: circuit.joints
      .filter(({ to }) => to.every(exists))
      .map((joint) => jointAt(moment, joint, t)),
    badges: t > 1 ? circuit.badges : [],
    loss: exists(beyond.loss) ? lossOf(trace, moment, grid, t) : null,
  };
}

function isHead(name: string): boolean {
  return name === 'logits' || name === 'prediction' || name === beyond.loss;
}

function jointAt(moment: Moment, { x, y, to, aside }: Joint, t: number): InsideScene['joints'][0] {
  const ids = to.flatMap((name) => (name === beyond.next ? [] : [valueOrLoss(name, t)]));
  return {
    x: x + forwardSide * aside.x,
    y: y + forwardSide * aside.y,
    presence: firstKnown(moment, ids),
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

function operationOf(
  trace: Trace,
  moment: Moment,
  operation: Operation,
  t: number,
): InsideOperation {
  const { kind, to, weight, edges } = operation;
  const value = valueId(to, t);
  const presence = presenceOf(moment, value);
  // On the way back an operation works when what it leads to becomes known.
  const back =
    kind === 'squash'
      ? [gradientId('logits', t)]
      : edges
          .filter(({ from }) => from.quantity !== 'x')
          .map((edge): Return => ({ kind: 'edge', edge }))
          .filter((part) => existsAt(trace, part, t))
          .map((part) => returnId(part, t));
  return {
    ...operation,
    id: weight === null ? value : parameterId(weight),
    presence,
    isCurrent: [value, ...back].some((id) => presenceOf(moment, id) === 'fresh'),
  };
}

function lossOf(trace: Trace, moment: Moment, grid: Grid, t: number): InsideLoss {
  const id = lossId(t);
  const presence = presenceOf(moment, id);
  return {
    id,
    presence,
    at: { x: grid.across.head, y: grid.down.loss },
    value: presence === 'unknown' ? '' : formatNumber(trace.losses[t - 1] ?? 0),
    target: {
      id: targetId(t),
      text: targetText(trace.experiment, trace.sequence, t),
      y: grid.down.target,
    },
  };
}
