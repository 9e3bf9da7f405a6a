// Preset: the size of the fourth source text: 5 sequences of 10 steps, 32 inputs, 64 hidden units, Adam at 0.01.

import { randomStream } from '#base/rng.ts';
import type { Experiment, Sequence, Vector } from '#config/experiment.ts';

const steps = 10;
const inputSize = 32;
const labels = [1, 0, 1, 0, 1];

/** Normal inputs, to three decimals so that a saved file stays small. */
function randomSequence(label: number, index: number): Sequence {
  const random = randomStream(36, `sequence ${index + 1}`);
  const input = (): Vector =>
    Array.from({ length: inputSize }, () => Math.round(random.normal() * 1000) / 1000 + 0);
  return {
    inputs: Array.from({ length: steps }, input),
    targets: Array.from({ length: steps }, (_, i) => (i === steps - 1 ? label : null)),
  };
}

export const tutorial: Experiment = {
  title: 'Five sequences of ten steps',
  model: {
    cell: 'rnn',
    activation: 'tanh',
    inputSize,
    hiddenSize: 64,
    outputSize: 1,
    bias: true,
    head: 'sigmoid',
    lossReduction: 'sum',
  },
  initialization: { scheme: 'normal', seed: 36, gain: 0.01 },
  data: {
    labels: ['negative', 'positive'],
    sequences: labels.map(randomSequence),
  },
  training: {
    optimizer: { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    clip: null,
    truncation: null,
    batchSize: 'all',
    epochs: 5,
  },
};
