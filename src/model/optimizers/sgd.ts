// Stochastic gradient descent with momentum, as PyTorch does it: v′ = μ·v + g, W′ = W − α·v′ (v′ = g at the first update).

import type { Optimizer } from './optimizer.ts';
import {
  gradient,
  learningRate,
  minus,
  plus,
  remembered,
  renewed,
  setting,
  times,
  weight,
} from './rule.ts';

export const sgd: Optimizer = {
  id: 'sgd',
  title: 'SGD',
  learningRate: 0.001,
  settings: [
    {
      name: 'momentum',
      letter: { tex: '\\mu', text: 'μ' },
      default: 0,
      min: 0,
      below: 1,
      step: 0.1,
    },
  ],
  quantities: [
    {
      name: 'v',
      letter: 'v',
      role: 'velocity',
      rule: plus(times(setting('momentum'), remembered('v')), gradient),
    },
  ],
  weight: minus(weight, times(learningRate, renewed('v'))),
};
