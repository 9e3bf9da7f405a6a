// RMSprop (Tieleman & Hinton 2012), as PyTorch does it: v′ = ρ·v + (1 − ρ)·g², W′ = W − α·g/(√v′ + ε). PyTorch calls ρ alpha.

import { runningMean, scaledStep } from './adam.ts';
import type { Optimizer } from './optimizer.ts';
import { gradient, minus, renewed, setting, square, weight } from './rule.ts';

export const rmsprop: Optimizer = {
  id: 'rmsprop',
  title: 'RMSprop',
  learningRate: 0.01,
  settings: [
    {
      name: 'alpha',
      letter: { tex: '\\rho', text: 'ρ' },
      default: 0.99,
      min: 0,
      below: 1,
      step: 0.01,
    },
    {
      name: 'epsilon',
      letter: { tex: '\\varepsilon', text: 'ε' },
      default: 1e-8,
      min: 0,
      step: 1e-8,
    },
  ],
  quantities: [
    {
      name: 'v',
      letter: 'v',
      role: 'meanSquare',
      rule: runningMean(setting('alpha'), 'v', square(gradient)),
    },
  ],
  weight: minus(weight, scaledStep(gradient, renewed('v'))),
};
