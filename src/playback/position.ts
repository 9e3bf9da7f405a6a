// Moving through the beats: where each move lands, and how far the run has been computed.

import { knownValues } from '#trace/record/known-values.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Beat, Operation } from './beat.ts';

/** Fine: every operation. Coarse: the last beat of every group. */
export type Grain = 'fine' | 'coarse';

/** −1: before the first beat, nothing is computed yet. */
export const beforeFirst = -1;

/** Where one can go: the beats, and the index of the last one whose numbers exist (−1: none). */
export interface Reach {
  readonly beats: readonly Beat[];
  readonly limit: number;
  /** The run has come to its end, complete or in an overflow: the limit will not grow. */
  readonly ended: boolean;
}

/** How far one can go through the beats of a trace. An overflowed run ends at its last finite beat. */
export function reachOf(beats: readonly Beat[], trace: Trace | null): Reach {
  if (trace === null) return { beats, limit: beforeFirst, ended: false };
  // Beats stand in the order of computation, so the computed ones are a prefix: bisect for its end.
  let low = 0;
  let high = beats.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const beat = beats[middle];
    if (beat !== undefined && isComputed(beat, trace)) low = middle + 1;
    else high = middle;
  }
  return { beats, limit: low - 1, ended: trace.progress.complete };
}

/** Are all numbers of this beat in the trace? */
export function isComputed(beat: Beat, trace: Trace): boolean {
  const { overflow, steps } = trace;
  const { forward, backward, complete } = trace.progress;
  const { kind } = beat.operation;
  switch (beat.phase) {
    case 'forward':
      return beat.t !== null && knownValues(trace, beat.t).includes(computedBy(beat.operation));
    case 'loss':
      // Finite losses of single steps can have a sum that is not.
      return forward === steps && !(kind === 'total loss' && overflow?.pass === 'forward');
    case 'backward':
      // What is carried to t − 1 is recorded with the gradients of t − 1.
      // What truncation leaves is known with the totals: before, no contribution can be told.
      if (trace.experiment.training.truncation !== null && !complete) return false;
      return beat.t !== null && backward <= (kind === 'carry' ? beat.t - 1 : beat.t);
    case 'sum':
      if (!complete || (overflow !== null && overflow.pass !== 'update')) return false;
      return kind !== 'truncate' || trace.truncated !== null;
    case 'update':
      return trace.update !== null && overflow === null;
  }
}

/** The value that a forward beat computes. */
function computedBy(operation: Operation): string {
  return operation.kind === 'compute' ? operation.quantity : 'x';
}

/** The nearest position that can be visited. */
export function clampPosition(reach: Reach, position: number): number {
  if (Number.isNaN(position)) return beforeFirst;
  return Math.max(beforeFirst, Math.min(Math.trunc(position), reach.limit));
}

/** May a move of this grain come to rest here? */
function isStop(reach: Reach, grain: Grain, position: number): boolean {
  if (grain === 'fine') return true;
  // A run that ends inside a group (an overflow) is followed to its very last beat.
  if (position === reach.limit && reach.ended) return true;
  return reach.beats[position]?.lastOfGroup === true;
}

/** The stop after `position`; `position` itself where there is none. */
export function nextPosition(reach: Reach, grain: Grain, position: number): number {
  for (let p = position + 1; p <= reach.limit; p++) if (isStop(reach, grain, p)) return p;
  return clampPosition(reach, position);
}

/** The stop before `position`; before the first beat at the start. */
export function previousPosition(reach: Reach, grain: Grain, position: number): number {
  for (let p = Math.min(position - 1, reach.limit); p >= 0; p--) {
    if (isStop(reach, grain, p)) return p;
  }
  return beforeFirst;
}

/** The last stop there is so far. */
export function lastPosition(reach: Reach, grain: Grain): number {
  return previousPosition(reach, grain, reach.limit + 1);
}

/**
 * Where to stand after the beats have changed: the same operation at the same step; else the same operation
 * at the nearest step; else the same share of the way through the nearest step of the same phase.
 */
export function keepPosition(
  oldBeats: readonly Beat[],
  oldPosition: number,
  newBeats: readonly Beat[],
): number {
  const old = oldBeats[oldPosition];
  if (old === undefined) return beforeFirst;
  if (oldBeats === newBeats) return oldPosition;
  const phase = newBeats.filter((beat) => beat.phase === old.phase);
  const sameOperation = phase.filter((beat) => sameOperationAs(beat.operation, old.operation));
  const exact = nearest(sameOperation, old.t)[0];
  if (exact !== undefined) return exact.index;
  const oldGroup = oldBeats.filter((beat) => beat.group === old.group);
  const newGroup = nearest(phase, old.t);
  const share = oldGroup.length > 1 ? oldGroup.indexOf(old) / (oldGroup.length - 1) : 1;
  return newGroup[Math.round(share * (newGroup.length - 1))]?.index ?? beforeFirst;
}

/**
 * The beat at step t that fits the one at `position`: the same operation, else the last of the same pass. Before the
 * backward pass that is the forward pass.
 */
export function positionAtStep(beats: readonly Beat[], position: number, t: number): number {
  const now = beats[position];
  const isForward = now === undefined || now.phase === 'forward' || now.phase === 'loss';
  const pass = isForward ? 'forward' : 'backward';
  const ofStep = beats.filter((beat) => beat.t === t && beat.phase === pass);
  const same = now && ofStep.find((beat) => sameOperationAs(beat.operation, now.operation));
  return (same ?? ofStep.at(-1))?.index ?? position;
}

/** The beats of the step nearest to t (the earlier of two). */
function nearest(beats: readonly Beat[], t: number | null): readonly Beat[] {
  const distance = (beat: Beat): number => Math.abs((beat.t ?? 0) - (t ?? 0));
  let best: Beat | undefined;
  for (const beat of beats) {
    const closer = best === undefined || distance(beat) < distance(best);
    const earlier =
      best !== undefined && distance(beat) === distance(best) && (beat.t ?? 0) < (best.t ?? 0);
    if (closer || earlier) best = beat;
  }
  return beats.filter((beat) => beat.t === best?.t);
}

/** What an operation acts on, besides its step: a quantity, a state or a parameter. */
function subjectOf(operation: Operation): string {
  if ('quantity' in operation) return operation.quantity;
  if ('state' in operation) return operation.state;
  return 'parameter' in operation ? operation.parameter : '';
}

function sameOperationAs(a: Operation, b: Operation): boolean {
  return a.kind === b.kind && subjectOf(a) === subjectOf(b);
}
