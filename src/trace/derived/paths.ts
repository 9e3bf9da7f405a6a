// Where a gradient comes from: the part of each loss L_τ that reaches the use of the parameters at each step t ≤ τ.
//
//   ∂L/∂W = Σ_τ Σ_{t≤τ} path(τ, t)      path(τ, t) = ∂L_τ/∂owner_t · source_tᵀ

import { present } from '#base/exhaustive.ts';
import { type Model, parameterOf } from '#model/model.ts';
import type { Trace, TruncatedGradient } from '#trace/record/trace.ts';
import { entryWithSource, outerWithSource } from './contributions.ts';
import { gradientOfLosses, walkFrom } from './loss-walk.ts';

/**
 * ∂L_τ/∂q_t: the gradient of the loss of one loss step alone (as it stands in L, so with the mean's factor),
 * size(q) numbers, for t ≤ τ. A view.
 */
export function pathGradient(
  trace: Trace,
  lossStep: number,
  quantity: string,
  step: number,
): Float64Array {
  const walk = present(walkFrom(trace, [lossStep]), 'a walk');
  return gradientOfLosses(trace, walk, quantity, step);
}

/** The contribution of the path from the loss at τ to the use of a parameter at t: rows × columns numbers, row-major. */
export function pathContribution(
  trace: Trace,
  lossStep: number,
  step: number,
  parameter: string,
): Float64Array {
  const shape = parameterOf(trace.model, parameter);
  return outerWithSource(trace, shape, pathGradient(trace, lossStep, shape.owner, step), step);
}

/** One entry of it (`place` from 0, row-major), without the rest of the matrix. */
export function pathContributionEntry(
  trace: Trace,
  lossStep: number,
  step: number,
  parameter: string,
  place: number,
): number {
  const shape = parameterOf(trace.model, parameter);
  const gradient = pathGradient(trace, lossStep, shape.owner, step);
  return entryWithSource(trace, shape, gradient, step, place);
}

/** Does a path lead from the loss at τ to the use at t? The head's weights are used by each loss step for itself. */
export function isPath(model: Model, parameter: string, lossStep: number, step: number): boolean {
  const isHead = parameterOf(model, parameter).owner === 'logits';
  return isHead ? lossStep === step : step <= lossStep;
}

/** The last step whose loss truncation lets reach the use at t. */
export function lastReaching(
  { kind, steps }: Pick<TruncatedGradient, 'kind' | 'steps'>,
  step: number,
): number {
  return kind === 'window' ? step + steps - 1 : Math.ceil(step / steps) * steps;
}

/** Does truncation let the loss at τ reach the use at t ≤ τ? */
export function reaches(
  truncation: Pick<TruncatedGradient, 'kind' | 'steps'>,
  lossStep: number,
  step: number,
): boolean {
  return lossStep <= lastReaching(truncation, step);
}
