// The sum over time: ∂L/∂W = Σ_t δ_t ⊗ q_t in one pass over all steps, written as matrix-vector products.
//
//   row r of ∂L/∂W  =  Q·δʳ     Q: the source q, transposed (a row for each unit, a column for each step)
//                               δʳ: unit r of the owner's gradient over all steps
//
// For a source of the step before (h₋), column t of δʳ meets column t − 1 of Q.

import { clear } from './kernels/elementwise.ts';
import { read, write } from './kernels/exchange.ts';
import { multiplyAddTwo, sum, transpose } from './kernels/matrix.ts';
import { roundUp } from './kernels/memory.ts';
import { type Block, blockOf, type Layout } from './layout.ts';

interface OwnedParameter {
  readonly isBias: boolean;
  /** Offset of the gradient of row 0. */
  readonly at: number;
  readonly stride: number;
  /** The transposed source; the gradient itself (unused) for a bias. */
  readonly source: Block;
  /** 1 for a source of the step before. */
  readonly shift: number;
}

/** A quantity with parameters in it. */
interface Owner {
  readonly gradient: Block;
  readonly parameters: readonly OwnedParameter[];
}

export interface GradientPlan {
  readonly owners: readonly Owner[];
  /** Values to transpose before the sum. */
  readonly sources: readonly { readonly values: Block; readonly transposed: Block }[];
}

export function planGradient(layout: Layout): GradientPlan {
  const names = [...new Set(layout.placed.map((p) => p.shape.owner))];
  return {
    owners: names.map((name) => ({
      gradient: blockOf(layout.gradients, name),
      parameters: layout.placed
        .filter((p) => p.shape.owner === name)
        .map(({ shape, offset, stride }) => ({
          isBias: shape.kind === 'bias',
          at: layout.gradient.at + offset,
          stride,
          source: shape.source ? blockOf(layout.sources, shape.source.quantity) : layout.gradient,
          shift: shape.source?.at === 'before' ? 1 : 0,
        })),
    })),
    sources: [...layout.sources].map(([name, transposed]) => ({
      values: blockOf(layout.values, name),
      transposed,
    })),
  };
}

/**
 * Sums the contributions of rows 0 … rows − 1 into the gradient in memory, or adds them to what is there.
 * Reads the owners' gradients of every row; those before the first steps are zero.
 */
export function sumOverTime(
  plan: GradientPlan,
  layout: Layout,
  rows: number,
  start: 'from zero' | 'add',
): void {
  // Columns beyond `rows` may be read, times zero: they hold old values, which are finite (an overflow ends a run).
  for (const { values, transposed } of plan.sources) {
    const width = roundUp(values.size, 4);
    transpose(transposed.at, transposed.stride, values.at, values.stride, rows, width);
  }
  const { columnsScratch: columns, zeros } = layout;
  clear(columns.at, 4 * columns.stride);
  for (const { gradient, parameters } of plan.owners) {
    for (let unit = 0; unit < gradient.size; unit += 4) {
      transpose(columns.at, columns.stride, gradient.at + unit, gradient.stride, rows, 4);
      const end = Math.min(4, roundUp(gradient.size - unit, 2));
      for (let k = 0; k < end; k += 2) {
        const delta = columns.at + k * columns.stride;
        for (let p = 0; p < parameters.length; p++) {
          const it = parameters[p] as OwnedParameter;
          sumTwoRows(it, unit + k, delta, columns.stride, rows, start === 'add' ? null : zeros.at);
        }
      }
    }
  }
}

/**
 * Two rows of one parameter's gradient (the second may be padding, then its sum is zero); `zeros` is where the sum
 * starts, null for the rows themselves.
 */
function sumTwoRows(
  { isBias, at, source, stride, shift }: OwnedParameter,
  row: number,
  delta: number,
  deltaStride: number,
  rows: number,
  zeros: number | null,
): void {
  const to = at + row * stride;
  if (isBias) {
    write(to, (zeros === null ? read(to) : 0) + sum(delta, rows));
    write(to + 1, (zeros === null ? read(to + 1) : 0) + sum(delta + deltaStride, rows));
    return;
  }
  multiplyAddTwo(
    to,
    stride,
    zeros ?? to,
    zeros === null ? stride : 0,
    source.at,
    source.stride,
    delta + shift,
    deltaStride,
    stride,
    roundUp(rows - shift, 2),
  );
}
