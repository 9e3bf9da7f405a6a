// What truncation and clipping do to the gradient: how much is left, and how far it is turned.

import { normOf } from '#base/norm.ts';
import { memory, remembered } from '#trace/record/remember.ts';
import type { Trace, UpdateRecord } from '#trace/record/trace.ts';
import { pathContribution } from './paths.ts';

/** Two gradients compared, the second against the first. */
export interface Comparison {
  readonly before: number;
  readonly after: number;
  /** ‖after − before‖ / ‖before‖; null where there was no gradient. */
  readonly relativeError: number | null;
  /** Between the two directions, in degrees, 0 … 180; null where one of them is zero. */
  readonly angle: number | null;
}

export interface ParameterComparison extends Comparison {
  readonly parameter: string;
}

/** Euclidean norms, relative error and angle of two gradients of the same length. */
export function compareGradients(before: Float64Array, after: Float64Array): Comparison {
  const norms = { before: normOf(before), after: normOf(after) };
  const difference = normOf(after.map((entry, i) => entry - (before[i] as number)));
  return {
    ...norms,
    relativeError: norms.before === 0 ? null : difference / norms.before,
    angle: angleBetween(before, after, norms),
  };
}

/**
 * From the unit vectors u, v as 2·atan2(‖u − v‖, ‖u + v‖), which is exact for small angles too
 * (Kahan, How futile are mindless assessments of roundoff, 2006, sec. 12).
 */
function angleBetween(
  a: Float64Array,
  b: Float64Array,
  norms: { readonly before: number; readonly after: number },
): number | null {
  if (norms.before === 0 || norms.after === 0) return null;
  const u = a.map((entry) => entry / norms.before);
  const v = b.map((entry) => entry / norms.after);
  const apart = normOf(u.map((entry, i) => entry - (v[i] as number)));
  const together = normOf(u.map((entry, i) => entry + (v[i] as number)));
  return (360 / Math.PI) * Math.atan2(apart, together);
}

/** The truncated gradient against the full one; null where the experiment does not truncate. */
export function truncationEffect(trace: Trace): {
  readonly whole: Comparison;
  readonly byParameter: readonly ParameterComparison[];
} | null {
  const { truncated, gradient, model } = trace;
  if (truncated === null) return null;
  return {
    whole: compareGradients(gradient, truncated.gradient),
    byParameter: model.parameters.map(({ name, offset, rows, columns }) => {
      const end = offset + rows * columns;
      const part = (of: Float64Array) => of.subarray(offset, end);
      return { parameter: name, ...compareGradients(part(gradient), part(truncated.gradient)) };
    }),
  };
}

export interface ClipEffect extends Comparison {
  /** Entries that were changed, of how many. */
  readonly changed: number;
  readonly entries: number;
}

/** The gradient of the batch after clipping against the one before. */
export function clipEffect({ gradient, clippedGradient }: UpdateRecord): ClipEffect {
  let changed = 0;
  gradient.forEach((entry, i) => {
    if (entry !== clippedGradient[i]) changed += 1;
  });
  return { ...compareGradients(gradient, clippedGradient), changed, entries: gradient.length };
}

/** Multiplications for all paths beyond which the windows are not compared. */
const mostWork = 3_000_000;
const windowsMemory = memory<readonly number[] | null>(2);

/**
 * ‖g_k − g‖ / ‖g‖ for the windows k = 1 … T, where g_k is the gradient that a window of k steps leaves: the sum of the
 * paths with τ − t < k. null where there is no gradient, or too much to add up.
 */
export function windowErrors(trace: Trace): readonly number[] | null {
  return remembered(windowsMemory, trace, 'windows', () => {
    const work = trace.lossSteps.length * trace.steps * trace.model.parameterCount;
    const full = normOf(trace.gradient);
    if (work > mostWork || full === 0) return null;
    const left = new Float64Array(trace.model.parameterCount);
    const longest = (trace.lossSteps.at(-1) ?? 1) - 1;
    return Array.from({ length: trace.steps }, (_, distance) => {
      // Nothing is cut: no rounding of the sum may look like an error.
      if (distance >= longest) return 0;
      addPathsOver(trace, distance, left);
      const difference = left.map((entry, i) => entry - (trace.gradient[i] as number));
      return normOf(difference) / full;
    });
  });
}

/** Adds the paths from all losses τ to their uses at τ − distance. */
function addPathsOver(trace: Trace, distance: number, sum: Float64Array): void {
  for (const lossStep of trace.lossSteps) {
    const step = lossStep - distance;
    if (step < 1) continue;
    for (const { name, offset, owner } of trace.model.parameters) {
      // The head's parameters are used at the loss itself.
      if (owner === 'logits' && distance > 0) continue;
      pathContribution(trace, lossStep, step, name).forEach((part, i) => {
        sum[offset + i] = (sum[offset + i] as number) + part;
      });
    }
  }
}
