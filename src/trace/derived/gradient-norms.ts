// How long the gradient of each state is at every step, and what is left of it on its way back.

import { normOf } from '#base/norm.ts';
import { sizeOf } from '#model/model.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';

/** A run with the lengths of the gradients of its states. */
export interface RunNorms {
  readonly trace: Trace;
  /** Of the state that the head reads: T numbers, NaN for a step without a gradient (yet). */
  readonly output: Float64Array;
  /** Of the others, a second road for the gradient (the cell state of an LSTM). */
  readonly further: readonly { readonly state: string; readonly norms: Float64Array }[];
}

export function runNorms(trace: Trace): RunNorms {
  const { output, states } = trace.model.cell;
  const further = states.filter((state) => state !== output);
  return {
    trace,
    output: gradientNorms(trace, output),
    further: further.map((state) => ({ state, norms: gradientNorms(trace, state) })),
  };
}

/** ‖∂L/∂s_t‖₂ of a state s for t = 1 … T; NaN for a step without a gradient (yet). */
function gradientNorms({ model, steps, gradients, progress }: Trace, state: string): Float64Array {
  const block = gradients[state];
  const size = sizeOf(model, state);
  return Float64Array.from({ length: steps }, (_, i) =>
    block && i + 1 >= progress.backward ? normOf(rowOf(block, i + 1, size)) : Number.NaN,
  );
}

/**
 * What of the gradient at step `from` is there at step `to`: the ratio of their norms; null where one of them is not
 * there, or the first is exactly zero. With several losses, those on the way have added theirs.
 */
export function remainingShare(norms: Float64Array, from: number, to: number): number | null {
  const [before, after] = [norms[from - 1] ?? Number.NaN, norms[to - 1] ?? Number.NaN];
  const share = after / before;
  return Number.isFinite(share) ? share : null;
}
