// RMSprop (Tieleman & Hinton 2012), as PyTorch does it: v ← α_s·v + (1 − α_s)·g², W ← W − α·g/(√v + ε).

import { apply, constant, multiply } from '#model/expression.ts';
import { type Optimizer, scaledStep } from './optimizer.ts';

export const rmsprop: Optimizer = {
  id: 'rmsprop',
  learningRate: 0.01,
  settings: [
    { name: 'alpha', letter: '\\rho', default: 0.99, min: 0, below: 1 },
    { name: 'epsilon', letter: '\\varepsilon', default: 1e-8, min: 0 },
  ],
  slots: 1,
  update(parameters, gradient, state, _step, settings) {
    const rate = settings.learningRate as number;
    const alpha = settings.alpha as number;
    const epsilon = settings.epsilon as number;
    const v = state[0] as Float64Array;
    for (let i = 0; i < parameters.length; i++) {
      const g = gradient[i] as number;
      const vi = alpha * (v[i] as number) + (1 - alpha) * g * g;
      v[i] = vi;
      parameters[i] = (parameters[i] as number) - (rate * g) / (Math.sqrt(vi) + epsilon);
    }
  },
  firstStep: (weight, gradient, settings) =>
    scaledStep(
      weight,
      gradient,
      multiply(constant(1 - (settings.alpha as number), '(1-\\rho)'), apply('square', gradient)),
      settings,
    ),
};
