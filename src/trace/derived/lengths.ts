// Euclidean lengths of the vectors of a run, step by step: kept as long as the run and extended as it comes in.

import { normOf } from '#base/norm.ts';
import { sizeOf } from '#model/model.ts';
import type { Trace } from '#trace/record/trace.ts';

/** One number a step, and how far the run had come when it was last asked for. */
interface Lengths {
  readonly values: Float64Array;
  reached: number;
}

/** The traces of a run share their blocks: what is derived from a block belongs to all of them. */
const lengths = new WeakMap<Float64Array, Lengths>();

/** ‖∂L/∂q_t‖₂ at index t − 1; 0 where the run has not come to. Shared: not to be written to. */
export function gradientLengths(trace: Trace, quantity: string): Float64Array {
  const { gradients, steps, progress } = trace;
  const block = gradients[quantity];
  if (!block) return new Float64Array(steps);
  const known = lengthsOf(block, steps, steps + 1);
  for (let t = known.reached - 1; t >= progress.backward; t--)
    measure(known, trace, quantity, block, t);
  known.reached = Math.min(known.reached, progress.backward);
  return known.values;
}

/** ‖q_t‖₂ at index t − 1; 0 where the run has not come to. Shared: not to be written to. */
export function valueLengths(trace: Trace, quantity: string): Float64Array {
  const { values, steps, progress } = trace;
  const block = values[quantity];
  if (!block) return new Float64Array(steps);
  const known = lengthsOf(block, steps, 0);
  for (let t = known.reached + 1; t <= progress.forward; t++)
    measure(known, trace, quantity, block, t);
  known.reached = Math.max(known.reached, progress.forward);
  return known.values;
}

function lengthsOf(block: Float64Array, steps: number, reached: number): Lengths {
  const known = lengths.get(block) ?? { values: new Float64Array(steps), reached };
  lengths.set(block, known);
  return known;
}

function measure(
  { values }: Lengths,
  { model }: Trace,
  quantity: string,
  block: Float64Array,
  t: number,
): void {
  const size = sizeOf(model, quantity);
  values[t - 1] = normOf(block, (t - 1) * size, t * size);
}
