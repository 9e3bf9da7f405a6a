// The ways of the folded net: up through the values, over the loss, down through the gradients, and round the loops.

import { present } from '#base/exhaustive.ts';
import { straight } from '#marks/curve.ts';
import type { Way } from '#marks/way.ts';
import { wire } from '#marks/wire.ts';
import { type Connection, wiringOf } from '#marks/wiring.ts';
import {
  carriedId,
  gradientId,
  localId,
  lossId,
  parameterId,
  type QuantityId,
  valueId,
} from '#model/quantity-id.ts';
import { flowOf } from '#trace/derived/edge-flow.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import type { FoldedLayout, FoldedRow, FoldedShape, Loop } from './layout.scene.ts';

export interface ForwardWay {
  readonly key: string;
  readonly way: Way;
  /** What passes here: the first is what it speaks of. */
  readonly ids: readonly QuantityId[];
  /** It becomes known with any of these. */
  readonly known: readonly QuantityId[];
  readonly road: boolean;
}

export interface BackwardWay {
  readonly key: string;
  readonly way: Way;
  readonly id: QuantityId;
  /** Asked for only once it is known. */
  readonly flow: () => Float64Array;
}

/** Clear of a strip by so much. */
const clearance = 3;

export function rowOfFolded({ rows }: FoldedLayout, name: string): FoldedRow {
  return present(
    rows.find((row) => row.name === name),
    `row ${name}`,
  );
}

/** What is computed at step t, and what waits for the step after it. */
export function forwardWays(
  trace: Trace,
  shape: FoldedShape,
  layout: FoldedLayout,
  t: number,
): readonly ForwardWay[] {
  const { connections } = wiringOf(trace.model);
  const inside = connections.filter(({ from }) => from.at === 'now' && from.quantity !== 'x');
  const [first] = shape.rows;
  const intoCell = connections.filter(({ from }) => from.at === 'now' && from.quantity === 'x');
  const bottom = shape.parts.length > 0 || first === undefined ? cellBottom(layout) : first;
  const within = inside
    .filter(({ to }) => shape.rows.includes(to) && shape.parts.length === 0)
    .map((c) => upward(layout, c.from.quantity, c.to, using([c], t)));
  return [
    upward(layout, 'x', bottom, using(intoCell, t)),
    ...within,
    ...(trace.lossSteps.includes(t) ? head(trace, layout, t) : []),
    ...layout.loops.flatMap((loop) => around(trace, shape, layout, loop, t)),
  ];
}

type Use = Pick<ForwardWay, 'ids' | 'known'>;

/** The use of a source by all that reads it at step t. */
function using(connections: readonly Connection[], t: number): Use {
  const known = connections.map(({ to }) => valueId(to, t));
  const weights = connections.flatMap(({ edges }) =>
    edges.flatMap((e) => (e.weight === undefined ? [] : [parameterId(e.weight)])),
  );
  return { ids: [...known, ...weights], known };
}

function cellBottom({ cell }: FoldedLayout): number {
  return cell.y + cell.height - clearance;
}

/** Straight up in the column of values; `to` is a row, or a height. */
function upward(layout: FoldedLayout, from: string, to: string | number, use: Use): ForwardWay {
  const upper = typeof to === 'number' ? to : bottomOf(rowOfFolded(layout, to));
  return {
    ...use,
    key: `${from}>${to}`,
    way: straight(
      { x: layout.values, y: rowOfFolded(layout, from).top - clearance },
      { x: layout.values, y: upper + clearance },
    ),
    road: false,
  };
}

function bottomOf({ top, strip }: FoldedRow): number {
  return top + strip.height;
}

function head(trace: Trace, layout: FoldedLayout, t: number): readonly ForwardWay[] {
  const { output } = trace.model.cell;
  const { connections } = wiringOf(trace.model);
  const intoLogits = connections.filter(({ to }) => to === 'logits');
  const alone = (id: QuantityId): Use => ({ ids: [id], known: [id] });
  const { loss, values } = layout;
  const middle = loss.y + loss.height / 2;
  const over = wire(
    { x: values, y: rowOfFolded(layout, 'prediction').top - clearance },
    { x: values, y: middle },
    { x: loss.x - clearance, y: middle },
  );
  return [
    upward(layout, output, 'logits', using(intoLogits, t)),
    upward(layout, 'logits', 'prediction', alone(valueId('prediction', t))),
    { ...alone(lossId(t)), key: 'loss', way: over, road: false },
  ];
}

/** Out of the cell to the delay, out of the delay what came in a step before, and with that into the cell. */
function around(
  trace: Trace,
  shape: FoldedShape,
  layout: FoldedLayout,
  loop: Loop,
  t: number,
): readonly ForwardWay[] {
  const { cell } = layout;
  const { state, right, left, bottom, exit, entry, delay } = loop;
  const strip = beforeBox(layout, loop);
  const leaving = valueId(state, t);
  const waited = valueId(state, t - 1);
  const out = wire(
    { x: cell.x + cell.width, y: exit },
    { x: right, y: exit },
    { x: right, y: bottom },
    { x: delay.x + delay.width + clearance, y: bottom },
  );
  const through = straight(
    { x: delay.x - 1, y: bottom },
    { x: strip.x + strip.width + 1, y: bottom },
  );
  const back = wire(
    { x: strip.x - layout.labels.value - clearance, y: bottom },
    { x: left, y: bottom },
    { x: left, y: entry },
    { x: cell.x - clearance, y: entry },
  );
  const own = shape.recurrent.get(state) ?? [];
  return [
    {
      key: `${state}>`,
      way: out,
      ids: [leaving],
      // After the last step nobody waits for it.
      known: t < trace.steps ? [leaving] : [],
      road: true,
    },
    { key: `${state}-`, way: through, ids: [waited], known: [waited], road: true },
    { key: `>${state}`, way: back, ...using(own, t), road: true },
  ];
}

/** The strip of the state of the step before, on the way back to the cell. */
export function beforeBox(layout: FoldedLayout, loop: Loop): { x: number; width: number } {
  const { width } = rowOfFolded(layout, loop.state).strip;
  return { x: loop.before - width / 2, width };
}

/** Against the arrows: from the loss, from the step after, and on to the step before. */
export function backwardWays(
  trace: Trace,
  shape: FoldedShape,
  layout: FoldedLayout,
  t: number,
): readonly BackwardWay[] {
  const { connections } = wiringOf(trace.model);
  const inside = connections.filter(({ from }) => from.at === 'now' && from.quantity !== 'x');
  const within = inside
    .filter(({ to }) => shape.rows.includes(to) && shape.parts.length === 0)
    .map((connection) =>
      downward(layout, connection.to, connection.from.quantity, {
        id: gradientId(connection.from.quantity, t),
        flow: () => flowOf(trace, connection.edges, t),
      }),
    );
  const toLogits = connections.find(({ to }) => to === 'logits');
  return [
    ...(trace.lossSteps.includes(t) && toLogits ? fromLoss(trace, layout, toLogits, t) : []),
    ...within,
    ...layout.loops.flatMap((loop) => backAround(trace, layout, loop, t)),
  ];
}

type Carried = Pick<BackwardWay, 'id' | 'flow'>;

function downward(layout: FoldedLayout, from: string, to: string, what: Carried): BackwardWay {
  const x = layout.gradients;
  const way = straight(
    { x, y: bottomOf(rowOfFolded(layout, from)) + clearance },
    { x, y: rowOfFolded(layout, to).top - clearance },
  );
  return { ...what, key: `${from}<${to}`, way };
}

function fromLoss(
  trace: Trace,
  layout: FoldedLayout,
  toLogits: Connection,
  t: number,
): readonly BackwardWay[] {
  const { loss, gradients } = layout;
  const middle = loss.y + loss.height / 2;
  const over = wire(
    { x: loss.x + loss.width + clearance, y: middle },
    { x: gradients, y: middle },
    { x: gradients, y: rowOfFolded(layout, 'logits').top - clearance },
  );
  return [
    {
      key: 'loss',
      way: over,
      id: gradientId('logits', t),
      flow: () => gradientAt(trace, 'logits', t),
    },
    downward(layout, 'logits', trace.model.cell.output, {
      id: localId(t),
      flow: () => flowOf(trace, toLogits.edges, t),
    }),
  ];
}

/** On the outside of the loop: in from step t + 1, and out to step t − 1. */
function backAround(
  trace: Trace,
  { cell, beside, under }: FoldedLayout,
  { state, right, left, bottom, exit, entry, delay }: Loop,
  t: number,
): readonly BackwardWay[] {
  const block = present(trace.carried[state], `carried ${state}`);
  const size = block.length / trace.steps;
  const low = bottom + under;
  const carried = (at: number): Carried => ({
    id: carriedId(state, at),
    flow: () => rowOf(block, at, size),
  });
  const arrives = wire(
    { x: delay.x + delay.width + 1, y: low },
    { x: right + beside, y: low },
    { x: right + beside, y: exit - beside },
    { x: cell.x + cell.width + clearance, y: exit - beside },
  );
  const leaves = wire(
    { x: cell.x - 1, y: entry - beside },
    { x: left - beside, y: entry - beside },
    { x: left - beside, y: low },
    { x: delay.x - clearance, y: low },
  );
  return [
    ...(t < trace.steps ? [{ key: `${state}<`, way: arrives, ...carried(t) }] : []),
    ...(t > 1 ? [{ key: `<${state}`, way: leaves, ...carried(t - 1) }] : []),
  ];
}
