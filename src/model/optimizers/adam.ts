// Adam (Kingma & Ba 2015, algorithm 1), with both bias corrections folded into the rate and ε (end of their section 2).

import { apply } from '#model/expression.ts';
import { type Optimizer, scaledStep } from './optimizer.ts';

/** β raised to a whole number ≥ 1 by squaring: the same bits on every machine, and as quick at a late step as at the first. */
function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest >= 1; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

export const adam: Optimizer = {
  id: 'adam',
  learningRate: 0.001,
  settings: [
    { name: 'beta1', letter: '\\beta_1', default: 0.9, min: 0, below: 1 },
    { name: 'beta2', letter: '\\beta_2', default: 0.999, min: 0, below: 1 },
    { name: 'epsilon', letter: '\\varepsilon', default: 1e-8, min: 0 },
  ],
  slots: 2,
  update(parameters, gradient, state, step, settings) {
    const { beta1, beta2, epsilon } = settings as Record<string, number> as {
      beta1: number;
      beta2: number;
      epsilon: number;
    };
    const m = state[0] as Float64Array;
    const v = state[1] as Float64Array;
    // α·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ): numerator and denominator times √(1 − β₂ᵗ).
    const root = Math.sqrt(1 - power(beta2, step));
    const rate = ((settings.learningRate as number) * root) / (1 - power(beta1, step));
    const smallest = epsilon * root;
    const [keep1, keep2] = [1 - beta1, 1 - beta2];
    for (let i = 0; i < parameters.length; i++) {
      const g = gradient[i] as number;
      const mi = beta1 * (m[i] as number) + keep1 * g;
      const vi = beta2 * (v[i] as number) + keep2 * g * g;
      m[i] = mi;
      v[i] = vi;
      parameters[i] = (parameters[i] as number) - (rate * mi) / (Math.sqrt(vi) + smallest);
    }
  },
  // At the first step the bias corrections cancel: m̂ = g and v̂ = g².
  firstStep: (weight, gradient, settings) =>
    scaledStep(weight, gradient, apply('square', gradient), settings),
};
