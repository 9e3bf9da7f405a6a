// What a generator of long runs is asked for, and what every generated experiment has in common.

import type { Experiment, Sequence } from '#config/experiment.ts';
import { cellOf } from '#model/cells/all.ts';
import type { ModelSpecification } from '#model/model.ts';

export interface GeneratorSettings {
  /** T, from `fewestSteps` of the generator to 2,000. */
  readonly steps: number;
  /** 1 … 128. */
  readonly hiddenSize: number;
  readonly cell: string;
  /** Draws the data and the weights. */
  readonly seed: number;
}

/** A task of any length: the same settings give the same experiment, to the bit. */
export interface Generator {
  readonly id: string;
  readonly fewestSteps: number;
  generate(settings: GeneratorSettings): Experiment;
}

export const generatorLimits = { steps: 2000, hiddenSize: 128, seed: 999_999 } as const;

/** The data of a task, and the net that fits it. */
interface Task {
  readonly title: string;
  readonly model: Pick<ModelSpecification, 'inputSize' | 'outputSize' | 'head' | 'lossReduction'>;
  readonly vocabulary?: readonly string[];
  readonly labels?: readonly string[];
  readonly sequence: Sequence;
}

/** The experiment of one sequence, with training by Adam and a clipped norm, as such tasks are trained. */
export function generated(
  { title, model, vocabulary, labels, sequence }: Task,
  { hiddenSize, cell, seed }: GeneratorSettings,
): Experiment {
  const [activation] = cellOf(cell).activations;
  return {
    title,
    model: { cell, activation, hiddenSize, bias: true, ...model },
    initialization: { scheme: 'xavier-uniform', seed, gain: 1 },
    data: { vocabulary, labels, sequences: [sequence] },
    training: {
      optimizer: { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      clip: { kind: 'norm', max: 1 },
      truncation: null,
      batchSize: 'all',
      epochs: 20,
    },
  };
}
