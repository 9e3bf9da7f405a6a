// A cell that stands in no list, with a matrix inside the step: the minimal gated unit (Zhou et al. 2016).
// Its candidate reads a matrix times (gate ⊙ state before), so derivatives within a step are dense, unlike those of the listed cells.

import type { Experiment } from '#config/experiment.ts';
import {
  before,
  bias,
  type CellDeclaration,
  mapped,
  matrix,
  now,
  product,
} from '#model/declaration.ts';
import { buildModelOf } from '#model/model.ts';
import { plainTraining } from './linear-unit.ts';

/**
 * No name is that of its role in another cell, and most mean something elsewhere:
 *
 *   x1 = U·x + V·T₋ + norm     z = σ(x1)     loss = z ⊙ T₋     y = W·x + L·loss + batch
 *   local = tanh(y)            T = (1 − z) ⊙ T₋ + z ⊙ local
 */
export const minimalGatedUnit: CellDeclaration = {
  id: 'mgu',
  quantities: [
    {
      name: 'x1',
      role: 'pre-activation',
      of: 'z',
      terms: [matrix('U', now('x')), matrix('V', before('T')), bias('norm')],
    },
    {
      name: 'z',
      role: 'gate',
      label: 'refresh gate',
      terms: [product(mapped('sigmoid', now('x1')))],
    },
    {
      name: 'loss',
      role: 'recurrent part',
      of: 'local',
      terms: [product(now('z'), before('T'))],
    },
    {
      name: 'y',
      role: 'pre-activation',
      of: 'local',
      terms: [matrix('W', now('x')), matrix('L', now('loss')), bias('batch')],
    },
    { name: 'local', role: 'candidate', terms: [product(mapped('tanh', now('y')))] },
    {
      name: 'T',
      role: 'hidden state',
      terms: [
        product(mapped('complement', now('z')), before('T')),
        product(now('z'), now('local')),
      ],
    },
  ],
  states: ['T'],
  output: 'T',
};

/** Four steps with two losses; 2 inputs, 3 hidden units, 2 outputs. The cell's name in it is that of a listed one. */
export const gatedExperiment: Experiment = {
  title: 'minimal gated unit',
  model: {
    cell: 'gru',
    inputSize: 2,
    hiddenSize: 3,
    outputSize: 2,
    bias: true,
    head: 'softmax',
    lossReduction: 'sum',
  },
  initialization: { scheme: 'xavier-uniform', seed: 8, gain: 1.5 },
  data: {
    sequences: [
      {
        inputs: [
          [0.5, -1],
          [1, 0.25],
          [-0.75, 2],
          [0.3, 1],
        ],
        targets: [null, 1, null, 0],
      },
    ],
  },
  training: plainTraining,
};

export const gatedModel = buildModelOf(minimalGatedUnit, gatedExperiment.model);
