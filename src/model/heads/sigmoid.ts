// Sigmoid with binary cross-entropy, summed over outputs: L = −Σ [y·log ŷ + (1 − y)·log(1 − ŷ)].

import { exp, log1pExp } from '#base/elementary.ts';
import { apply, elementwise, negative, sum, total } from '#model/expression.ts';
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
  lossExpression: (prediction, target) => {
    const complement = { kind: 'function', name: 'complement' } as const;
    return negative(
      total(
        sum(
          elementwise(target, apply('log', prediction)),
          elementwise(
            { ...complement, of: target },
            apply('log', { ...complement, of: prediction }),
          ),
        ),
      ),
    );
  },
};
