// Where truncation cuts the way back: between which columns the gradient is not carried on.

import type { GraphLayout } from '#marks/graph-layout.ts';
import { reaches } from '#trace/derived/paths.ts';
import type { Trace } from '#trace/record/trace.ts';

export interface Cut {
  /** The gradient does not go from this step to the one before. */
  readonly t: number;
  /** In the middle between the two columns. */
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Chunks are cut at their first steps, for every loss. A window ends at another step for every loss: here for the one
 * at `lossStep` (null: nothing to cut).
 */
export function cutsOf(trace: Trace, layout: GraphLayout, lossStep: number | null): readonly Cut[] {
  const { truncation } = trace.experiment.training;
  if (truncation === null) return [];
  const isCut = (t: number): boolean =>
    truncation.kind === 'chunk'
      ? !reaches(truncation, t, t - 1)
      : lossStep !== null &&
        reaches(truncation, lossStep, t) &&
        !reaches(truncation, lossStep, t - 1);
  return layout.columns
    .filter(({ t }) => t > 1 && t <= (lossStep ?? trace.steps) && isCut(t))
    .map(({ t, left }) => ({
      t,
      x: left,
      top: layout.loss.top,
      bottom: layout.stepBaseline,
    }));
}
