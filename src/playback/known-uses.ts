// Which uses of a parameter the backward pass has reached by a moment.

import { contributionId } from '#model/quantity-id.ts';
import { usesOf } from '#trace/derived/path-sums.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Reveals } from './reveal.ts';

interface Moment {
  readonly trace: Trace;
  readonly reveals: Reveals;
  readonly position: number;
}

/**
 * The earliest use of a parameter that the backward pass has reached by this moment; T + 1 before the first. The pass
 * meets the uses in order, so the place is found by bisection.
 */
export function knownFrom({ trace, reveals, position }: Moment, parameter: string): number {
  const uses = usesOf(trace, parameter);
  const isKnown = (step: number): boolean =>
    (reveals.get(contributionId(parameter, step)) ?? Number.POSITIVE_INFINITY) <= position;
  let [low, high] = [0, uses.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isKnown(uses[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return uses[low] ?? trace.steps + 1;
}
