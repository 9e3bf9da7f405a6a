// The number of a path, for one entry of a parameter, for a row, or for the whole matrix, so that the numbers add up.
//
//   entry      its contribution                                     Σ = ∂L/∂W_ij
//   row, all   its part along the gradient G, ⟨contribution, G⟩/‖G‖   Σ = ‖G‖
//
// Norms of contributions would not add up: two that point apart cancel. Their parts along the sum do. While the backward
// pass is under way, G is the sum of the contributions it has reached.

import { normOf } from '#base/norm.ts';
import { type ParameterShape, parameterOf } from '#model/model.ts';
import { memory, remembered } from '#trace/record/remember.ts';
import { gradientAt, sourceValue } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';
import { usedGradientAt } from './used-gradient.ts';

/** How much of a parameter the paths are counted for. */
export const pathScopes = ['entry', 'row', 'matrix'] as const;
export type PathScope = (typeof pathScopes)[number];

/** Row and column from 1; the scope says which of them matter. */
export interface PathSubject {
  readonly parameter: string;
  readonly row: number;
  readonly column: number;
  readonly scope: PathScope;
}

export interface PathMeasure {
  /** ∂L/∂W_ij of the uses reached, or the norm of their sum: what the numbers of all paths add up to. */
  readonly total: number;
  /** The number of what a gradient with respect to the owner at step t (size(owner) numbers) gives to the use there. */
  of(gradient: Float64Array, step: number): number;
}

/** The measure of a parameter's paths to its uses at the steps from … T (what the backward pass has reached). */
export function pathMeasure(trace: Trace, subject: PathSubject, from: number): PathMeasure {
  const shape = parameterOf(trace.model, subject.parameter);
  const { rows, columns } = shape;
  if (subject.scope === 'entry') return entryMeasure(trace, shape, subject, from);
  const first = subject.scope === 'row' ? subject.row - 1 : 0;
  const last = subject.scope === 'row' ? subject.row : rows;
  const sum = sumOfUses(trace, shape, from).subarray(first * columns, last * columns);
  const total = normOf(sum);
  // Along a sum of zero nothing has a part.
  const direction = total > 0 ? sum.map((entry) => entry / total) : new Float64Array(sum.length);
  const known = new Map<number, Float64Array>();
  return {
    total,
    of(gradient, step) {
      const factors = known.get(step) ?? alongUse(trace, shape, direction, step);
      known.set(step, factors);
      let part = 0;
      for (let i = 0; i < factors.length; i++) {
        part += (gradient[first + i] as number) * (factors[i] as number);
      }
      return part;
    },
  };
}

/** What the update uses of the measure's total: that of the paths to the uses at from … T which truncation keeps. */
export function usedTotal(trace: Trace, subject: PathSubject, from: number): number {
  const { owner } = parameterOf(trace.model, subject.parameter);
  const measure = pathMeasure(trace, subject, from);
  let total = 0;
  for (let t = trace.steps; t >= from; t--) total += measure.of(usedGradientAt(trace, owner, t), t);
  return total;
}

function entryMeasure(
  trace: Trace,
  { owner, source }: ParameterShape,
  { row, column }: PathSubject,
  from: number,
): PathMeasure {
  const of = (gradient: Float64Array, step: number): number => {
    const own = gradient[row - 1] ?? 0;
    return source ? own * (sourceValue(trace, source, step)[column - 1] ?? 0) : own;
  };
  let total = 0;
  for (let t = trace.steps; t >= from; t--) total += of(gradientAt(trace, owner, t), t);
  return { total, of };
}

/** direction · source_t: for each row of the direction, what one unit of gradient there comes to. */
function alongUse(
  trace: Trace,
  { source, columns }: ParameterShape,
  direction: Float64Array,
  step: number,
): Float64Array {
  if (!source) return direction;
  const value = sourceValue(trace, source, step);
  const factors = new Float64Array(direction.length / columns);
  for (let i = 0; i < factors.length; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      sum += (direction[i * columns + j] as number) * (value[j] as number);
    }
    factors[i] = sum;
  }
  return factors;
}

/** A sum in the making: it grows backward, as the backward pass goes on. */
interface Sum {
  from: number;
  readonly entries: Float64Array;
}

const sums = memory<Sum>(4);

/** Σ of the contributions of the uses at from … T: rows × columns numbers. */
function sumOfUses(trace: Trace, shape: ParameterShape, from: number): Float64Array {
  const { name, rows, columns, offset } = shape;
  if (from === 1 && trace.progress.complete && trace.overflow === null) {
    return trace.gradient.subarray(offset, offset + rows * columns);
  }
  const start = (): Sum => ({
    from: trace.steps + 1,
    entries: new Float64Array(rows * columns),
  });
  const kept = remembered(sums, trace, name, start);
  const sum = kept.from >= from ? kept : start();
  while (sum.from > from) {
    sum.from -= 1;
    addUse(trace, shape, sum);
  }
  return sum.entries.slice();
}

function addUse(trace: Trace, { owner, source, columns }: ParameterShape, sum: Sum): void {
  const gradient = gradientAt(trace, owner, sum.from);
  const value = source ? sourceValue(trace, source, sum.from) : Float64Array.of(1);
  for (let i = 0; i < gradient.length; i++) {
    const own = gradient[i] as number;
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j;
      sum.entries[at] = (sum.entries[at] as number) + own * (value[j] as number);
    }
  }
}
