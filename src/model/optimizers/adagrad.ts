// Adagrad (Duchi et al. 2011), as PyTorch does it: s ← s + g², W ← W − α·g/(√s + ε).

import { apply } from '#model/expression.ts';
import { type Optimizer, scaledStep } from './optimizer.ts';

export const adagrad: Optimizer = {
  id: 'adagrad',
  learningRate: 0.01,
  settings: [{ name: 'epsilon', letter: '\\varepsilon', default: 1e-10, min: 0 }],
  slots: 1,
  update(parameters, gradient, state, _step, settings) {
    const rate = settings.learningRate as number;
    const epsilon = settings.epsilon as number;
    const squares = state[0] as Float64Array;
    for (let i = 0; i < parameters.length; i++) {
      const g = gradient[i] as number;
      const s = (squares[i] as number) + g * g;
      squares[i] = s;
      parameters[i] = (parameters[i] as number) - (rate * g) / (Math.sqrt(s) + epsilon);
    }
  },
  firstStep: (weight, gradient, settings) =>
    scaledStep(weight, gradient, apply('square', gradient), settings),
};
