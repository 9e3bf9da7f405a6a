// What the update uses of the gradient, and what truncation drops of it. Every face asks here.
//
//   whole loss   ∂L/∂W = Σ_t ∂L/∂q_t · source_tᵀ                 what `gradients` of a trace are
//   used         Σ_t ∂(Σ L_τ that reach t)/∂q_t · source_tᵀ      the same where nothing is truncated

import { present } from '#base/exhaustive.ts';
import { parameterOf, sizeOf } from '#model/model.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { entryWithSource, normWithSource, outerWithSource } from './contributions.ts';
import { lastReaching } from './paths.ts';

/** How much of what happens at a step the update uses: what all later losses make of it, some of them, or none. */
export type UsedShare = 'whole' | 'part' | 'dropped';

/** Of the gradient of a state at step t (from 1). Without a loss from t on there is nothing to drop. */
export function shareUsed(
  { experiment, lossSteps }: Pick<Trace, 'experiment' | 'lossSteps'>,
  step: number,
): UsedShare {
  const { truncation } = experiment.training;
  const last = lossSteps.at(-1) ?? 0;
  if (truncation === null || last < step) return 'whole';
  const end = lastReaching(truncation, step);
  if (last <= end) return 'whole';
  const isReached = lossSteps.some((lossStep) => step <= lossStep && lossStep <= end);
  return isReached ? 'part' : 'dropped';
}

/** The same of the use of a parameter. A loss uses the head's parameters at its own step. */
export function shareUsedByParameter(trace: Trace, parameter: string, step: number): UsedShare {
  return parameterOf(trace.model, parameter).owner === 'logits' ? 'whole' : shareUsed(trace, step);
}

/** Steps (from 1) that truncation cuts off from every loss. */
export function droppedSteps(trace: Trace): readonly number[] {
  if (trace.experiment.training.truncation === null) return [];
  const steps = Array.from({ length: trace.steps }, (_, i) => i + 1);
  return steps.filter((step) => shareUsed(trace, step) === 'dropped');
}

/** Flat like the parameters: the gradient of this sequence that enters the update, before batch and clipping. */
export function usedGradient({ truncated, gradient }: Trace): Float64Array {
  return truncated?.gradient ?? gradient;
}

/** Of the losses that reach step t, with respect to a quantity that owns a parameter; a view. */
export function usedGradientAt(trace: Trace, owner: string, t: number): Float64Array {
  if (trace.truncated === null) return gradientAt(trace, owner, t);
  return rowOf(present(trace.truncated.uses[owner], owner), t, sizeOf(trace.model, owner));
}

/** What the use of a parameter at step t adds to the gradient used: rows × columns numbers, row-major. */
export function usedContribution(trace: Trace, parameter: string, t: number): Float64Array {
  const shape = parameterOf(trace.model, parameter);
  return outerWithSource(trace, shape, usedGradientAt(trace, shape.owner, t), t);
}

/** Its Frobenius norm, without forming it. */
export function usedContributionNorm(trace: Trace, parameter: string, t: number): number {
  const shape = parameterOf(trace.model, parameter);
  return normWithSource(trace, shape, usedGradientAt(trace, shape.owner, t), t);
}

/** One entry of it (`place` from 0, row-major). */
export function usedContributionEntry(
  trace: Trace,
  parameter: string,
  t: number,
  place: number,
): number {
  const shape = parameterOf(trace.model, parameter);
  return entryWithSource(trace, shape, usedGradientAt(trace, shape.owner, t), t, place);
}
