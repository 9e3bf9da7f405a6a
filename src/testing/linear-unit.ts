// A net of three numbers, h = W_xh·x + W_hh·h₋ and ŷ = W_hy·h: what it computes can be told without computing it.

import type { Experiment, Sequence } from '#config/experiment.ts';

/** One step of gradient descent on one sequence: nothing clipped, nothing cut off. */
export const plainTraining: Experiment['training'] = {
  optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0 },
  clip: null,
  truncation: null,
  batchSize: 1,
  epochs: 1,
};

/** `weights`: W_xh, W_hh, W_hy. */
export function linearUnit(
  weights: readonly [number, number, number],
  sequence: Sequence,
): Experiment {
  const [wxh, whh, why] = weights;
  return {
    title: 'linear unit',
    model: {
      cell: 'rnn',
      activation: 'identity',
      inputSize: 1,
      hiddenSize: 1,
      outputSize: 1,
      bias: false,
      head: 'linear',
      lossReduction: 'sum',
    },
    parameters: { W_xh: [[wxh]], W_hh: [[whh]], W_hy: [[why]] },
    data: { sequences: [sequence] },
    training: plainTraining,
  };
}

/** Every input is 1, so that the state grows about `weight`-fold at every step; the one loss is at the last. */
export function growing(steps: number, weight: number): Experiment {
  return linearUnit([1, weight, 1], {
    inputs: Array.from({ length: steps }, () => [1]),
    targets: Array.from({ length: steps }, (_, i) => (i === steps - 1 ? 0 : null)),
  });
}
