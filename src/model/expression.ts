// The language of formulas: small trees over quantities, which `expression/` prints (symbols or numbers) and evaluates.
// Vectors are columns.

import type { MapName } from './declaration.ts';
import type { QuantityId } from './quantity-id.ts';

export type FunctionName = MapName | 'softmax' | 'log' | 'sqrt' | 'square';

export type Expression =
  /** A named quantity of the run: a scalar, vector or matrix. */
  | { readonly kind: 'quantity'; readonly id: QuantityId }
  /** A setting with a letter and a value (α, β₁, ε, 1/n). */
  | { readonly kind: 'constant'; readonly value: number; readonly letter?: string }
  /** `over`: one term for each step, or each parameter; a long one is printed with its middle left out. */
  | {
      readonly kind: 'sum';
      readonly terms: readonly Expression[];
      readonly over?: 'time' | 'parameters';
    }
  /** Σ with an index: the general term in symbols, all the terms in numbers. */
  | {
      readonly kind: 'series';
      /** What stands under and over Σ, in TeX. */
      readonly below: string;
      readonly above: string | null;
      readonly general: Expression;
      readonly terms: readonly Expression[];
    }
  | { readonly kind: 'difference'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'negative'; readonly of: Expression }
  /** Matrix product, or multiplication by a scalar. */
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  /** ⊙ */
  | { readonly kind: 'elementwise'; readonly factors: readonly Expression[] }
  /** left·rightᵀ */
  | { readonly kind: 'outer'; readonly left: Expression; readonly right: Expression }
  /** The square matrix with these entries on its diagonal. */
  | { readonly kind: 'diagonal'; readonly of: Expression }
  /** The smallest or the largest of its arguments, entry by entry; scalars spread over all entries. */
  | { readonly kind: 'minimum' | 'maximum'; readonly of: readonly Expression[] }
  /**
   * ∂⁺of/∂by, the immediate derivative (through this one use and no other): size of `of` × size of `by`.
   * `value` is what it is; null where a formula only names it.
   */
  | {
      readonly kind: 'derivative';
      readonly of: QuantityId;
      readonly by: QuantityId;
      readonly value: Expression | null;
    }
  /** Σ_i ∂L/∂(owner)_i · ∂⁺(owner)_i/∂parameter: the chain rule for one use of a shared parameter, worth `value`. */
  | {
      readonly kind: 'contraction';
      readonly gradient: QuantityId;
      readonly owner: QuantityId;
      readonly parameter: QuantityId;
      readonly value: Expression;
    }
  | { readonly kind: 'transpose'; readonly of: Expression }
  /** Elementwise, or by a scalar. */
  | { readonly kind: 'quotient'; readonly over: Expression; readonly under: Expression }
  /** f(of), elementwise but for softmax. */
  | { readonly kind: 'function'; readonly name: FunctionName; readonly of: Expression }
  /** f′ at a quantity, elementwise; `value` is the quantity f(at), for tanh′ = 1 − h². */
  | {
      readonly kind: 'slope';
      readonly map: MapName;
      readonly at: QuantityId;
      readonly value: QuantityId | null;
    }
  /** The sum of all entries. */
  | { readonly kind: 'total'; readonly of: Expression }
  /** Euclidean norm over all entries. */
  | { readonly kind: 'norm'; readonly of: Expression };

/** All but names, numbers and arithmetic. */
export type Structure = Extract<
  Expression,
  {
    kind:
      | 'transpose'
      | 'diagonal'
      | 'minimum'
      | 'maximum'
      | 'derivative'
      | 'contraction'
      | 'function'
      | 'slope'
      | 'total'
      | 'norm';
  }
>;

export const quantity = (id: QuantityId): Expression => ({ kind: 'quantity', id });
export const constant = (value: number, letter?: string): Expression =>
  letter === undefined ? { kind: 'constant', value } : { kind: 'constant', value, letter };
export const sum = (...terms: readonly Expression[]): Expression => ({ kind: 'sum', terms });
export const difference = (left: Expression, right: Expression): Expression => ({
  kind: 'difference',
  left,
  right,
});
export const negative = (of: Expression): Expression => ({ kind: 'negative', of });
export const multiply = (...factors: readonly Expression[]): Expression => ({
  kind: 'product',
  factors,
});
export const elementwise = (...factors: readonly Expression[]): Expression => ({
  kind: 'elementwise',
  factors,
});
export const quotient = (over: Expression, under: Expression): Expression => ({
  kind: 'quotient',
  over,
  under,
});
export const apply = (name: FunctionName, of: Expression): Expression => ({
  kind: 'function',
  name,
  of,
});
export const total = (of: Expression): Expression => ({ kind: 'total', of });
export const overTime = (terms: readonly Expression[]): Expression => ({
  kind: 'sum',
  terms,
  over: 'time',
});
export const outer = (left: Expression, right: Expression): Expression => ({
  kind: 'outer',
  left,
  right,
});
export const transpose = (of: Expression): Expression => ({ kind: 'transpose', of });
export const diagonal = (of: Expression): Expression => ({ kind: 'diagonal', of });
export const norm = (of: Expression): Expression => ({ kind: 'norm', of });
export const minimum = (...of: readonly Expression[]): Expression => ({ kind: 'minimum', of });
export const maximum = (...of: readonly Expression[]): Expression => ({ kind: 'maximum', of });
