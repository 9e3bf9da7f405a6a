// How large a contribution is, as it is drawn, and what it is made of.

import type { ParameterShape } from '#model/model.ts';
import { gradientAt, sourceValue } from '#trace/source-value.ts';
import type { Trace } from '#trace/trace.ts';
import { shareOf } from './strength.ts';

/** What a parameter multiplies at step t: the source's values, or 1 for a bias. */
export function sourceAt(trace: Trace, { source }: ParameterShape, t: number): ArrayLike<number> {
  return source === undefined ? [1] : sourceValue(trace, source, t);
}

/** Frobenius norm of ∂L/∂owner_t · sourceᵀ. */
export function contributionNorm(trace: Trace, parameter: ParameterShape, t: number): number {
  return (
    shareOf(gradientAt(trace, parameter.owner, t)).norm *
    shareOf(sourceAt(trace, parameter, t)).norm
  );
}
