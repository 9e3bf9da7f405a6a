// Preset: sentiment of three reviews of three words (net 3–3–1), the toy data set of the first source text.

import type { Experiment } from '#config/experiment.ts';

export const sentiment: Experiment = {
  title: 'cat mat rat',
  model: {
    cell: 'rnn',
    activation: 'tanh',
    inputSize: 3,
    hiddenSize: 3,
    outputSize: 1,
    bias: false,
    head: 'sigmoid',
    lossReduction: 'sum',
  },
  initialization: { scheme: 'xavier-uniform', seed: 3491, gain: 1 },
  data: {
    vocabulary: ['cat', 'mat', 'rat'],
    labels: ['negative', 'positive'],
    sequences: [
      { tokens: ['cat', 'mat', 'rat'], targets: [null, null, 1] },
      { tokens: ['rat', 'rat', 'mat'], targets: [null, null, 0] },
      { tokens: ['cat', 'rat', 'mat'], targets: [null, null, 1] },
    ],
  },
  training: {
    optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0 },
    clip: null,
    truncation: null,
    batchSize: 1,
    epochs: 20,
  },
};
