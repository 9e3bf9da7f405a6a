// Adagrad (Duchi et al. 2011), as PyTorch does it: s′ = s + g², W′ = W − α·g/(√s′ + ε).

import { scaledStep } from './adam.ts';
import type { Optimizer } from './optimizer.ts';
import { gradient, minus, plus, remembered, renewed, square, weight } from './rule.ts';

export const adagrad: Optimizer = {
  id: 'adagrad',
  title: 'Adagrad',
  learningRate: 0.01,
  settings: [
    {
      name: 'epsilon',
      letter: { tex: '\\varepsilon', text: 'ε' },
      default: 1e-10,
      min: 0,
      step: 1e-10,
    },
  ],
  quantities: [
    { name: 's', letter: 's', role: 'sumOfSquares', rule: plus(remembered('s'), square(gradient)) },
  ],
  weight: minus(weight, scaledStep(gradient, renewed('s'))),
};
