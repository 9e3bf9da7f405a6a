// What truncation leaves of a gradient, told by the paths it does not cut: slow, and plainly right.

import { pathContribution, reaches } from '#trace/derived/paths.ts';
import type { Trace, TruncatedGradient } from '#trace/record/trace.ts';

/** Flat like the parameters. */
export function truncatedFromPaths(
  trace: Trace,
  truncation: Pick<TruncatedGradient, 'kind' | 'steps'>,
): Float64Array {
  const sum = new Float64Array(trace.model.parameterCount);
  for (const lossStep of trace.lossSteps) {
    for (let step = lossStep; step >= 1 && reaches(truncation, lossStep, step); step--) {
      for (const { name, offset } of trace.model.parameters) {
        pathContribution(trace, lossStep, step, name).forEach((part, i) => {
          sum[offset + i] = (sum[offset + i] as number) + part;
        });
      }
    }
  }
  return sum;
}
