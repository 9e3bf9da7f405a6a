// What one use of a shared parameter adds to its gradient: ∂L/∂owner_t times what the parameter multiplies there.

import { normOf } from '#base/norm.ts';
import { type ParameterShape, parameterOf } from '#model/model.ts';
import { gradientAt, sourceValue } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';

/**
 * The contribution of the use at step t (from 1) of a parameter: rows × columns numbers, row-major;
 * ∂L/∂owner_t · sourceᵀ for a matrix, ∂L/∂owner_t itself for a bias. Summed over t it is the gradient.
 */
export function contribution(trace: Trace, parameter: string, t: number): Float64Array {
  const shape = parameterOf(trace.model, parameter);
  return outerWithSource(trace, shape, gradientAt(trace, shape.owner, t), t);
}

/** Its Frobenius norm, without forming it: that of an outer product is the product of the norms. */
export function contributionNorm(trace: Trace, parameter: string, t: number): number {
  const shape = parameterOf(trace.model, parameter);
  return normWithSource(trace, shape, gradientAt(trace, shape.owner, t), t);
}

/** The norm of `outerWithSource`. */
export function normWithSource(
  trace: Trace,
  { source }: ParameterShape,
  gradient: Float64Array,
  t: number,
): number {
  const norm = normOf(gradient);
  return source ? norm * normOf(sourceValue(trace, source, t)) : norm;
}

/** One entry of the contribution (`place` from 0, row-major), without the rest of the matrix. */
export function contributionEntry(
  trace: Trace,
  parameter: string,
  t: number,
  place: number,
): number {
  const shape = parameterOf(trace.model, parameter);
  return entryWithSource(trace, shape, gradientAt(trace, shape.owner, t), t, place);
}

/** One entry of `outerWithSource`. */
export function entryWithSource(
  trace: Trace,
  { source, columns }: ParameterShape,
  gradient: Float64Array,
  t: number,
  place: number,
): number {
  const own = gradient[Math.floor(place / columns)] ?? 0;
  return source ? own * (sourceValue(trace, source, t)[place % columns] ?? 0) : own;
}

/** The same for any gradient with respect to the owner at step t. */
export function outerWithSource(
  trace: Trace,
  { source, rows, columns }: ParameterShape,
  gradient: Float64Array,
  t: number,
): Float64Array {
  if (!source) return gradient.slice();
  const value = sourceValue(trace, source, t);
  const outer = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      outer[i * columns + j] = (gradient[i] as number) * (value[j] as number);
    }
  }
  return outer;
}
