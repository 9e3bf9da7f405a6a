// Stochastic gradient descent with momentum, as PyTorch does it: v ← μ·v + g, W ← W − α·v (v = g at the first step).

import { constant, difference, multiply } from '#model/expression.ts';
import type { Optimizer } from './optimizer.ts';

export const sgd: Optimizer = {
  id: 'sgd',
  learningRate: 0.001,
  settings: [{ name: 'momentum', letter: '\\mu', default: 0, min: 0, below: 1 }],
  slots: 1,
  update(parameters, gradient, state, _step, settings) {
    const rate = settings.learningRate as number;
    const momentum = settings.momentum as number;
    const velocity = state[0] as Float64Array;
    for (let i = 0; i < parameters.length; i++) {
      const v = momentum * (velocity[i] as number) + (gradient[i] as number);
      velocity[i] = v;
      parameters[i] = (parameters[i] as number) - rate * v;
    }
  },
  firstStep: (weight, gradient, settings) =>
    difference(weight, multiply(constant(settings.learningRate as number, '\\alpha'), gradient)),
};
