// Adam (Kingma & Ba 2015, algorithm 1).

import type { Optimizer, OptimizerSetting, UpdateQuantity } from './optimizer.ts';
import {
  gradient,
  learningRate,
  minus,
  number,
  over,
  plus,
  power,
  type Rule,
  remembered,
  renewed,
  root,
  setting,
  square,
  times,
  weight,
} from './rule.ts';

export const adamSettings: readonly OptimizerSetting[] = [
  {
    name: 'beta1',
    letter: { tex: '\\beta_1', text: 'β₁' },
    default: 0.9,
    min: 0,
    below: 1,
    step: 0.01,
  },
  {
    name: 'beta2',
    letter: { tex: '\\beta_2', text: 'β₂' },
    default: 0.999,
    min: 0,
    below: 1,
    step: 0.001,
  },
  {
    name: 'epsilon',
    letter: { tex: '\\varepsilon', text: 'ε' },
    default: 1e-8,
    min: 0,
    step: 1e-8,
  },
];

const [beta1, beta2] = [setting('beta1'), setting('beta2')];

/** keep·q + (1 − keep)·of: a running mean in which the newest has the share 1 − keep. */
export function runningMean(keep: Rule, name: string, of: Rule): Rule {
  return plus(times(keep, remembered(name)), times(minus(number(1), keep), of));
}

/** q′/(1 − betaᵏ): a running mean that began at zero, without the share of that zero. */
function corrected(name: string, beta: Rule): Rule {
  return over(renewed(name), minus(number(1), power(beta)));
}

export const moments: readonly UpdateQuantity[] = [
  { name: 'm', letter: 'm', role: 'mean', rule: runningMean(beta1, 'm', gradient) },
  { name: 'v', letter: 'v', role: 'meanSquare', rule: runningMean(beta2, 'v', square(gradient)) },
  { name: 'mHat', letter: 'm', hat: true, role: 'corrected', rule: corrected('m', beta1) },
  { name: 'vHat', letter: 'v', hat: true, role: 'corrected', rule: corrected('v', beta2) },
];

/** α·q/(√s + ε): the step of every optimizer that divides by a running size of the gradient. */
export function scaledStep(of: Rule, squares: Rule): Rule {
  return times(learningRate, over(of, plus(root(squares), setting('epsilon'))));
}

export const adam: Optimizer = {
  id: 'adam',
  title: 'Adam',
  learningRate: 0.001,
  settings: adamSettings,
  quantities: moments,
  weight: minus(weight, scaledStep(renewed('mHat'), renewed('vHat'))),
};
