// The way back from some of the losses alone: ∂(Σ L_τ of these)/∂q_t, walked only as far as it is asked for.

import { present } from '#base/exhaustive.ts';
import type { Pieces } from '#base/pieces.ts';
import { type Edge, type Model, sizeOf } from '#model/model.ts';
import { memory, remembered } from '#trace/record/remember.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { edgeSlope, edgeWeight } from './local-derivative.ts';

/** Row i of a block holds a quantity's gradient at step `last − i`; the first `finished` rows have all that reaches them. */
export interface LossWalk {
  readonly losses: ReadonlySet<number>;
  /** The latest of the losses. */
  readonly last: number;
  /** Room for `room` rows of every quantity; made larger as the walk goes on. */
  blocks: Readonly<Record<string, Float64Array>>;
  room: number;
  finished: number;
}

/** A walk over many losses or steps takes room: so many numbers are kept, and no more than so many walks. */
const mostNumbers = 16_000_000;
const mostWalks = 64;
/** Steps that a walk has room for at first. */
const firstRoom = 32;

const walks = memory<LossWalk>((trace) => {
  const full = trace.steps * rowSize(trace.model);
  return Math.max(2, Math.min(mostWalks, Math.floor(mostNumbers / full)));
});

/** Of several losses together, walks are long, and one at a time is looked at. */
const joint = memory<LossWalk>(2);

/** Numbers in one step of a walk. */
function rowSize(model: Model): number {
  return model.quantities.reduce((sum, { name }) => sum + sizeOf(model, name), 0);
}

/** Multiplications of one step of a walk: what a caller weighs before it asks. */
export function walkCost(model: Model): number {
  return model.edges.reduce((sum, { from, to, kind }) => {
    if (from.quantity === 'x') return sum;
    return sum + sizeOf(model, to) * (kind === 'matrix' ? sizeOf(model, from.quantity) : 1);
  }, 0);
}

/** The walk back from these losses (steps that have one); null where there is none among them. */
export function walkFrom(trace: Trace, losses: readonly number[]): LossWalk | null {
  if (losses.length === 0) return null;
  return remembered(losses.length === 1 ? walks : joint, trace, losses.join(), () => {
    const last = losses.reduce((a, b) => Math.max(a, b));
    const walk = { losses: new Set(losses), last, blocks: {}, room: 0, finished: 0 };
    makeRoom(trace.model, walk, Math.min(firstRoom, last));
    return walk;
  });
}

/** ∂(these losses)/∂q_t as they stand in L (so with the mean's factor): size(q) numbers, zero after the last. A view. */
export function gradientOfLosses(
  trace: Trace,
  walk: LossWalk,
  quantity: string,
  step: number,
): Float64Array {
  // All the losses there are: the run's own backward pass has been this way.
  if (walk.losses.size === trace.lossSteps.length) return gradientAt(trace, quantity, step);
  if (step > walk.last) return new Float64Array(sizeOf(trace.model, quantity));
  while (walk.finished <= walk.last - step) walkOn(trace, walk);
  return rowAt(walk, quantity, step, sizeOf(trace.model, quantity));
}

/** Multiplications between two pauses of a long walk: about a millisecond. */
const pieceWork = 250_000;

/** Walks ahead to `step`, a long way in pieces; what `gradientOfLosses` is asked for from there on is then known. */
export function* walkAhead(trace: Trace, walk: LossWalk, step: number): Pieces<void> {
  if (walk.losses.size === trace.lossSteps.length) return;
  const stride = Math.max(1, Math.floor(pieceWork / walkCost(trace.model)));
  for (let walked = 0; walk.finished <= walk.last - step; walked += 1) {
    if (walked > 0 && walked % stride === 0) yield;
    walkOn(trace, walk);
  }
}

function rowAt(walk: LossWalk, quantity: string, t: number, size: number): Float64Array {
  return rowOf(present(walk.blocks[quantity], quantity), walk.last - t + 1, size);
}

function makeRoom(model: Model, walk: LossWalk, room: number): void {
  walk.blocks = Object.fromEntries(
    model.quantities.map(({ name }) => {
      const block = new Float64Array(room * sizeOf(model, name));
      const known = walk.blocks[name];
      if (known) block.set(known);
      return [name, block];
    }),
  );
  walk.room = room;
}

/** One step further back, quantity by quantity in the reverse of the order of computing. */
function walkOn(trace: Trace, walk: LossWalk): void {
  const { model } = trace;
  const t = walk.last - walk.finished;
  if (t > 1 && walk.finished + 2 > walk.room) {
    makeRoom(model, walk, Math.min(2 * walk.room, walk.last));
  }
  const row = (quantity: string, step: number): Float64Array =>
    rowAt(walk, quantity, step, sizeOf(model, quantity));
  if (walk.losses.has(t)) row('logits', t).set(gradientAt(trace, 'logits', t));
  for (const { name } of model.quantities.toReversed()) {
    for (const edge of model.edges) {
      const { quantity, at } = edge.from;
      if (edge.to !== name || quantity === 'x' || (at === 'before' && t === 1)) continue;
      pullBack(trace, edge, t, row(name, t), row(quantity, at === 'now' ? t : t - 1));
    }
  }
  walk.finished += 1;
}

/** into += (∂to_t/∂from)ᵀ · gradient */
function pullBack(
  trace: Trace,
  edge: Edge,
  t: number,
  gradient: Float64Array,
  into: Float64Array,
): void {
  if (edge.kind === 'elementwise') {
    const slope = edgeSlope(trace, edge, t);
    for (let i = 0; i < into.length; i++) {
      into[i] = (into[i] as number) + (gradient[i] as number) * (slope[i] as number);
    }
    return;
  }
  const weight = edgeWeight(trace, edge);
  for (let i = 0; i < gradient.length; i++) {
    const factor = gradient[i] as number;
    if (factor === 0) continue;
    for (let j = 0; j < into.length; j++) {
      into[j] = (into[j] as number) + factor * (weight[i * into.length + j] as number);
    }
  }
}
