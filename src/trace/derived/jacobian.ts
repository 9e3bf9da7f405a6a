// The Jacobian from one step to the next: how a state at t moves with a state at t − 1.

import { sizeOf } from '#model/model.ts';
import type { Trace } from '#trace/record/trace.ts';
import { denseEntries, stepBlock } from './step-blocks.ts';

/**
 * ∂to_t/∂from_{t−1}, through all quantities of step t, the other states of step t − 1 held fixed:
 * size(to) × size(from) numbers, row-major (row i: unit i of `to`). For t = 1 with respect to the initial state.
 */
export function jacobian(trace: Trace, t: number, to: string, from: string): Float64Array {
  const block = stepBlock(trace, t, to, { quantity: from, at: 'before' });
  if (block) return denseEntries(block);
  return new Float64Array(sizeOf(trace.model, to) * sizeOf(trace.model, from));
}
