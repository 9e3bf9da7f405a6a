// Preset: "I like NLP", one softmax over three classes at the last word, with biases (the second source text).

import type { Experiment } from '#config/experiment.ts';

export const nlp: Experiment = {
  title: 'I like NLP',
  model: {
    cell: 'rnn',
    activation: 'tanh',
    inputSize: 3,
    hiddenSize: 3,
    outputSize: 3,
    bias: true,
    head: 'softmax',
    lossReduction: 'sum',
  },
  initialization: { scheme: 'xavier-uniform', seed: 225, gain: 1 },
  data: {
    vocabulary: ['I', 'like', 'NLP'],
    labels: ['negative', 'neutral', 'positive'],
    sequences: [{ tokens: ['I', 'like', 'NLP'], targets: [null, null, 'positive'] }],
  },
  training: {
    optimizer: { kind: 'sgd', learningRate: 0.001, momentum: 0 },
    clip: null,
    truncation: null,
    batchSize: 1,
    epochs: 20,
  },
};
