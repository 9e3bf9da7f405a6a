// A cell that stands in no list, with a matrix inside the step: the minimal gated unit (Zhou et al. 2016).
// Its candidate reads W_hn·(f ⊙ h₋), so derivatives within a step are dense, unlike those of the listed cells.

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

export const minimalGatedUnit: CellDeclaration = {
  id: 'mgu',
  quantities: [
    {
      name: 'a_f',
      role: 'pre-activation',
      terms: [matrix('W_xf', now('x')), matrix('W_hf', before('h')), bias('b_f')],
    },
    { name: 'f', role: 'gate', terms: [product(mapped('sigmoid', now('a_f')))] },
    { name: 'p', role: 'recurrent part', terms: [product(now('f'), before('h'))] },
    {
      name: 'a_n',
      role: 'pre-activation',
      terms: [matrix('W_xn', now('x')), matrix('W_hn', now('p')), bias('b_n')],
    },
    { name: 'n', role: 'candidate', terms: [product(mapped('tanh', now('a_n')))] },
    {
      name: 'h',
      role: 'hidden state',
      terms: [product(mapped('complement', now('f')), before('h')), product(now('f'), now('n'))],
    },
  ],
  states: ['h'],
  output: 'h',
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
