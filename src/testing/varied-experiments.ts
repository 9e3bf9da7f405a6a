// A list of small experiments in which every cell, activation, head, optimizer, clip and truncation occurs.

import type { Experiment } from '#config/experiment.ts';
import { cells } from '#model/cells/all.ts';
import type { ModelSpecification } from '#model/model.ts';
import { optimizers } from '#model/optimizers/all.ts';

const inputs = [
  [0.5, -1],
  [1, 0.25],
  [-0.75, 2],
  [0, 1],
];

/** Targets with a gap, and the last step without a loss: every way in which local and carried parts can meet. */
const targets = {
  sigmoid: [null, [1, 0], [0, 1], null],
  softmax: [0, null, 1, 1],
  linear: [null, [0.5, -1], null, [2, 0]],
} as const;

function experiment(
  title: string,
  model: Partial<ModelSpecification>,
  training: Partial<Experiment['training']>,
): readonly [string, Experiment] {
  const head = model.head ?? 'softmax';
  const specification: ModelSpecification = {
    cell: 'rnn',
    inputSize: 2,
    hiddenSize: 3,
    outputSize: 2,
    bias: true,
    head,
    lossReduction: 'sum',
    ...model,
  };
  const sequence = { inputs, targets: targets[head] };
  const shorter = { inputs: inputs.slice(0, 3), targets: targets[head].slice(0, 3) };
  return [
    title,
    {
      title,
      model: specification,
      initialization: { scheme: 'xavier-uniform', seed: 11, gain: 1.3 },
      data: { sequences: [sequence, shorter] },
      training: {
        optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0.9 },
        clip: null,
        truncation: null,
        batchSize: 1,
        epochs: 1,
        ...training,
      },
    },
  ];
}

/** Title and experiment. */
export const variedExperiments: readonly (readonly [string, Experiment])[] = [
  ...cells.flatMap((cell) =>
    (cell.activations.length > 0 ? cell.activations : [undefined]).map((activation) =>
      experiment(`${cell.id} ${activation ?? ''}`.trim(), { cell: cell.id, activation }, {}),
    ),
  ),
  ...cells.map((cell) =>
    experiment(
      `${cell.id}, sigmoid, no bias, mean`,
      {
        cell: cell.id,
        head: 'sigmoid',
        bias: false,
        lossReduction: 'mean',
      },
      { batchSize: 'all' },
    ),
  ),
  ...optimizers.map((optimizer) =>
    experiment(
      `linear, ${optimizer.id}`,
      { head: 'linear' },
      {
        optimizer: { kind: optimizer.id, learningRate: 0.05 },
      },
    ),
  ),
  experiment(
    'clip by norm, window',
    { cell: 'gru' },
    {
      clip: { kind: 'norm', max: 0.05 },
      truncation: { kind: 'window', steps: 2 },
    },
  ),
  experiment(
    'clip by norm that does nothing, batch',
    {},
    {
      clip: { kind: 'norm', max: 1e6 },
      batchSize: 'all',
    },
  ),
  experiment(
    'clip by value, chunk',
    { cell: 'lstm' },
    {
      clip: { kind: 'value', max: 0.02 },
      truncation: { kind: 'chunk', steps: 2 },
    },
  ),
  experiment('wide', { hiddenSize: 12, outputSize: 2 }, {}),
];
