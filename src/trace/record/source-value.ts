// What a source of the declaration stands for at a step: this step's row, the row before it, or the initial state.

import { present } from '#base/exhaustive.ts';
import type { Source } from '#model/declaration.ts';
import { sizeOf } from '#model/model.ts';
import { rowOf, type Trace } from './trace.ts';

/** The value of a source as a use at step t (from 1) reads it; a view of the trace, not a copy. */
export function sourceValue(trace: Trace, source: Source, t: number): Float64Array {
  const { quantity, at } = source;
  if (at === 'before' && t === 1) return present(trace.initial[quantity], `initial ${quantity}`);
  const block = present(trace.values[quantity], `values of ${quantity}`);
  return rowOf(block, at === 'now' ? t : t - 1, sizeOf(trace.model, quantity));
}

/** ∂L/∂q_t of a quantity; a view of the trace, not a copy. */
export function gradientAt(trace: Trace, quantity: string, t: number): Float64Array {
  const block = present(trace.gradients[quantity], `gradients of ${quantity}`);
  return rowOf(block, t, sizeOf(trace.model, quantity));
}
