// Sigmoid with binary cross-entropy, summed over outputs: L = −Σ [y·log ŷ + (1 − y)·log(1 − ŷ)].

import { exp, log1pExp } from '#base/elementary.ts';
import {
  apply,
  diagonal,
  difference,
  type Expression,
  elementwise,
  negative,
  quotient,
  sum,
  total,
} from '#model/expression.ts';
import type { Head } from './head.ts';

export const sigmoidHead: Head = {
  id: 'sigmoid',
  map: 'sigmoid',
  predict(logits, logitsAt, prediction, predictionAt, size) {
    for (let i = 0; i < size; i++) {
      prediction[predictionAt + i] = 1 / (1 + exp(-(logits[logitsAt + i] as number)));
    }
  },
  loss(logits, logitsAt, target, targetAt, size) {
    let loss = 0;
    for (let i = 0; i < size; i++) {
      const z = logits[logitsAt + i] as number;
      // −y·log σ(z) − (1 − y)·log σ(−z) = log(1 + eᶻ) − y·z
      loss += log1pExp(z) - (target[targetAt + i] as number) * z;
    }
    return loss;
  },
  lossExpression: (prediction, target) =>
    negative(
      total(
        sum(
          elementwise(target, apply('log', prediction)),
          elementwise(apply('complement', target), apply('log', apply('complement', prediction))),
        ),
      ),
    ),
  lossGradient: (prediction, target) =>
    quotient(difference(prediction, target), slopeBy(prediction)),
  jacobian: (prediction) => diagonal(slopeBy(prediction)),
};

/** σ′ by its value: ŷ ⊙ (1 − ŷ). */
function slopeBy(prediction: Expression): Expression {
  return elementwise(prediction, apply('complement', prediction));
}
