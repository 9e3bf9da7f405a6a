// Softmax with cross-entropy: L = −Σ y·log ŷ, y one-hot.

import { exp, log } from '#base/elementary.ts';
import {
  apply,
  diagonal,
  difference,
  elementwise,
  negative,
  outer,
  quotient,
  total,
} from '#model/expression.ts';
import type { Head } from './head.ts';

function largest(logits: Float64Array, at: number, size: number): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < size; i++) max = Math.max(max, logits[at + i] as number);
  return max;
}

export const softmaxHead: Head = {
  id: 'softmax',
  map: 'softmax',
  predict(logits, logitsAt, prediction, predictionAt, size) {
    const max = largest(logits, logitsAt, size);
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const e = exp((logits[logitsAt + i] as number) - max);
      prediction[predictionAt + i] = e;
      sum += e;
    }
    for (let i = 0; i < size; i++) {
      prediction[predictionAt + i] = (prediction[predictionAt + i] as number) / sum;
    }
  },
  loss(logits, logitsAt, target, targetAt, size) {
    const max = largest(logits, logitsAt, size);
    let sum = 0;
    let chosen = 0;
    for (let i = 0; i < size; i++) {
      const z = (logits[logitsAt + i] as number) - max;
      sum += exp(z);
      chosen += (target[targetAt + i] as number) * z;
    }
    return log(sum) - chosen;
  },
  lossExpression: (prediction, target) =>
    negative(total(elementwise(target, apply('log', prediction)))),
  lossGradient: (prediction, target) => negative(quotient(target, prediction)),
  jacobian: (prediction) => difference(diagonal(prediction), outer(prediction, prediction)),
};
