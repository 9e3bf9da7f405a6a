// What an output head is: a map from logits to a prediction, and the loss that matches it.
// The pair is matched (canonical link), so for every head ∂L_t/∂logits_t = ŷ_t − y_t.

import type { Expression } from '#model/expression.ts';
import type { HeadId } from '#model/model.ts';
import type { QuantityId } from '#model/quantity-id.ts';

export interface Head {
  readonly id: HeadId;
  readonly map: 'sigmoid' | 'softmax' | 'identity';
  /** Writes ŷ (size numbers at `predictionAt`) from the logits at `logitsAt`. */
  predict(
    logits: Float64Array,
    logitsAt: number,
    prediction: Float64Array,
    predictionAt: number,
    size: number,
  ): void;
  /** L_t ≥ 0 of one step, computed from the logits so that it does not overflow where ŷ rounds to 0 or 1. */
  loss(
    logits: Float64Array,
    logitsAt: number,
    target: Float64Array,
    targetAt: number,
    size: number,
  ): number;
  /** L_t in symbols. */
  lossExpression(prediction: Expression, target: Expression): Expression;
  /** ∂⁺L_t/∂ŷ_t in symbols, a column; undefined where ŷ is exactly 0 or 1, other than its product with `jacobian`. */
  lossGradient(prediction: Expression, target: Expression): Expression;
  /** ∂⁺ŷ_t/∂logits_t in symbols, outputSize × outputSize. */
  jacobian(prediction: Expression, logits: QuantityId): Expression;
}
