// Where a gradient comes from: the part of each loss L_τ that reaches the use of the parameters at each step t ≤ τ.
//
//   ∂L/∂W = Σ_τ Σ_{t≤τ} path(τ, t)      path(τ, t) = ∂L_τ/∂owner_t · source_tᵀ

import { present } from '#base/exhaustive.ts';
import { type Edge, parameterOf, sizeOf } from '#model/model.ts';
import { entryWithSource, outerWithSource } from './contributions.ts';
import { edgeSlope, edgeWeight } from './local-derivative.ts';
import { memory, remembered } from './remember.ts';
import { gradientAt } from './source-value.ts';
import { rowOf, type Trace, type TruncatedGradient } from './trace.ts';

/** ∂(scaled L_τ)/∂q for every quantity: τ rows each. */
type LossGradients = Readonly<Record<string, Float64Array>>;

const pathMemory = memory<LossGradients>(64);

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
  const key = String(lossStep);
  const gradients = remembered(pathMemory, trace, key, () => lossGradients(trace, lossStep));
  return rowOf(present(gradients[quantity], quantity), step, sizeOf(trace.model, quantity));
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

/** Does truncation let the loss at τ reach the use at t ≤ τ? */
export function reaches(
  { kind, steps }: Pick<TruncatedGradient, 'kind' | 'steps'>,
  lossStep: number,
  step: number,
): boolean {
  if (kind === 'window') return lossStep - step < steps;
  return Math.floor((lossStep - 1) / steps) === Math.floor((step - 1) / steps);
}

/** Back from the loss at τ alone, quantity by quantity in the reverse of the order of computing. */
function lossGradients(trace: Trace, lossStep: number): LossGradients {
  const { model } = trace;
  const gradients: Record<string, Float64Array> = {};
  for (const { name } of model.quantities) {
    gradients[name] = new Float64Array(lossStep * sizeOf(model, name));
  }
  const row = (quantity: string, t: number): Float64Array =>
    rowOf(present(gradients[quantity], quantity), t, sizeOf(model, quantity));
  row('logits', lossStep).set(gradientAt(trace, 'logits', lossStep));
  for (let t = lossStep; t >= 1; t--) {
    for (const { name } of model.quantities.toReversed()) {
      for (const edge of model.edges) {
        const { quantity, at } = edge.from;
        if (edge.to !== name || quantity === 'x' || (at === 'before' && t === 1)) continue;
        pullBack(trace, edge, t, row(name, t), row(quantity, at === 'now' ? t : t - 1));
      }
    }
  }
  return gradients;
}

/** into += (∂to_t/∂from)ᵀ · gradient */
function pullBack(
  trace: Trace,
  edge: Edge,
  t: number,
  gradient: Float64Array,
  into: Float64Array,
): void {
  if (edge.kind === 'elementwise') {
    const slope = edgeSlope(trace, edge, t);
    for (let i = 0; i < into.length; i++) {
      into[i] = (into[i] as number) + (gradient[i] as number) * (slope[i] as number);
    }
    return;
  }
  const weight = edgeWeight(trace, edge);
  for (let i = 0; i < gradient.length; i++) {
    const factor = gradient[i] as number;
    if (factor === 0) continue;
    for (let j = 0; j < into.length; j++) {
      into[j] = (into[j] as number) + factor * (weight[i * into.length + j] as number);
    }
  }
}
