// Preset: the next letter of "hello" at every step, L = Σ L_t, clipped by the global norm (the third source text).

import type { Experiment } from '#config/experiment.ts';

export const manyToMany: Experiment = {
  title: 'hello, letter by letter',
  model: {
    cell: 'rnn',
    activation: 'tanh',
    inputSize: 4,
    hiddenSize: 4,
    outputSize: 4,
    bias: true,
    head: 'softmax',
    lossReduction: 'sum',
  },
  initialization: { scheme: 'xavier-uniform', seed: 149, gain: 1 },
  data: {
    vocabulary: ['h', 'e', 'l', 'o'],
    labels: ['h', 'e', 'l', 'o'],
    sequences: [{ tokens: ['h', 'e', 'l', 'l'], targets: ['e', 'l', 'l', 'o'] }],
  },
  training: {
    optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0 },
    clip: { kind: 'norm', max: 1 },
    truncation: null,
    batchSize: 1,
    epochs: 50,
  },
};
