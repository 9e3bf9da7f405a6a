// How far the beat on screen has come, in terms that every cell shares: so that one position speaks of several nets.

import { gradientId, totalLossId, valueId } from '#model/quantity-id.ts';
import type { Moment } from '#playback/presence.ts';
import { isRevealed } from '#playback/reveal.ts';
import type { Trace } from '#trace/record/trace.ts';

export interface CellsReach {
  /** The output state is known at steps 1 … forward (0: nowhere). */
  readonly forward: number;
  /** Its gradient is known at steps backward … T (T + 1: nowhere). */
  readonly backward: number;
  /** L is known. */
  readonly loss: boolean;
}

/** Of the net on screen. */
export function reachedBy(
  { reveals, position }: Moment,
  { model, steps }: Pick<Trace, 'model' | 'steps'>,
): CellsReach {
  const { output } = model.cell;
  const known = (id: string): boolean => isRevealed(reveals, id, position);
  // Steps become known one after the other, forward and back: both ends are found by bisection.
  return {
    forward: countWhile(steps, (n) => known(valueId(output, n))),
    backward: steps + 1 - countWhile(steps, (n) => known(gradientId(output, steps + 1 - n))),
    loss: known(totalLossId),
  };
}

/** The same for another net on the same data: no further than its own run came. */
export function reachedIn(
  reach: CellsReach,
  { progress, overflow, steps }: Pick<Trace, 'progress' | 'overflow' | 'steps'>,
): CellsReach {
  const whole = progress.forward === steps && overflow?.pass !== 'forward';
  return {
    forward: Math.min(reach.forward, progress.forward),
    backward: Math.max(reach.backward, progress.backward),
    loss: reach.loss && whole,
  };
}

/** Has the position come to where this run ended early, in what is shown of it? */
export function isEndReached(
  reach: CellsReach,
  { overflow, progress }: Pick<Trace, 'progress' | 'overflow'>,
): boolean {
  if (overflow === null || overflow.pass === 'update') return false;
  if (overflow.pass === 'forward') return reach.loss || reach.forward > progress.forward;
  return reach.backward < progress.backward;
}

/** How many of 1 … count hold, where those that hold come first. */
function countWhile(count: number, holds: (n: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
