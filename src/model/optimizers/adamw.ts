// AdamW (Loshchilov & Hutter 2019, algorithm 2): Adam whose weights also shrink by themselves, beside the gradient and not
// through it. In PyTorch's order, W ← W − α·λ·W and then Adam's step: in the paper α is the schedule's multiplier η.

import { adamSettings, moments, scaledStep } from './adam.ts';
import type { Optimizer } from './optimizer.ts';
import { learningRate, minus, number, renewed, setting, times, weight } from './rule.ts';

export const adamw: Optimizer = {
  id: 'adamw',
  title: 'AdamW',
  learningRate: 0.001,
  settings: [
    ...adamSettings,
    {
      name: 'weightDecay',
      letter: { tex: '\\lambda', text: 'λ' },
      default: 0.01,
      min: 0,
      step: 0.01,
    },
  ],
  quantities: moments,
  weight: minus(
    times(minus(number(1), times(learningRate, setting('weightDecay'))), weight),
    scaledStep(renewed('mHat'), renewed('vHat')),
  ),
};
