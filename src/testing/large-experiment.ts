// A run that needs more than half of the memory for one run, and little time: wide at its ends, with a single hidden unit.

import type { Experiment } from '#config/experiment.ts';
import { plainTraining } from './linear-unit.ts';

const width = 800;
const steps = 1400;

/** Inputs and targets are the same at every step: kept once, here and in a message. `weight`: W_hh. */
export function largeExperiment(weight: number): Experiment {
  const input = Array.from({ length: width }, (_, i) => (i % 2 === 0 ? 0.01 : -0.02));
  return {
    title: 'large',
    model: {
      cell: 'rnn',
      activation: 'tanh',
      inputSize: width,
      hiddenSize: 1,
      outputSize: width,
      bias: false,
      head: 'linear',
      lossReduction: 'sum',
    },
    parameters: {
      W_xh: [input],
      W_hh: [[weight]],
      W_hy: input.map((entry) => [entry]),
    },
    data: {
      sequences: [{ inputs: Array(steps).fill(input), targets: Array(steps).fill(input) }],
    },
    training: plainTraining,
  };
}
