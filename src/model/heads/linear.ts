// Linear output with half the squared error: L = ½‖ŷ − y‖².

import { apply, constant, diagonal, difference, multiply, total } from '#model/expression.ts';
import type { Head } from './head.ts';

export const linearHead: Head = {
  id: 'linear',
  map: 'identity',
  predict(logits, logitsAt, prediction, predictionAt, size) {
    for (let i = 0; i < size; i++) {
      prediction[predictionAt + i] = logits[logitsAt + i] as number;
    }
  },
  loss(logits, logitsAt, target, targetAt, size) {
    let loss = 0;
    for (let i = 0; i < size; i++) {
      const error = (logits[logitsAt + i] as number) - (target[targetAt + i] as number);
      loss += error * error;
    }
    return loss / 2;
  },
  lossExpression: (prediction, target) =>
    multiply(constant(0.5), total(apply('square', difference(prediction, target)))),
  lossGradient: (prediction, target) => difference(prediction, target),
  jacobian: (_, logits) => diagonal({ kind: 'slope', map: 'identity', at: logits, value: null }),
};
