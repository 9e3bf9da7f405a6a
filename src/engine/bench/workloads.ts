// The four workloads that the engine is measured on: vanilla tanh nets from a toy to a wide one.

import { randomStream } from '#base/rng.ts';
import type { Experiment, Target } from '#config/experiment.ts';

export interface Workload {
  readonly id: 'W1' | 'W2' | 'W3' | 'W4';
  readonly title: string;
  readonly experiment: Experiment;
  /** Whether one Adam step over the whole batch belongs to it. */
  readonly trains: boolean;
  /** What it is asked to reach; null where nothing is asked. */
  readonly floors: {
    /** Of the register peak, in the best slice. */
    readonly peakFraction: number | null;
    /** Times faster than nested plain loops, median of the rounds. */
    readonly timesLoops: number | null;
    /** Microseconds, median. */
    readonly microseconds: number | null;
  };
}

interface Shape {
  readonly sequences: number;
  readonly steps: number;
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly outputSize: number;
  readonly head: 'sigmoid' | 'softmax';
  readonly everyStep: boolean;
}

export const workloads: readonly Workload[] = [
  {
    id: 'W1',
    title: 'T=3, 3→3→1, sigmoid, last step',
    trains: false,
    floors: { peakFraction: null, timesLoops: null, microseconds: 5 },
    experiment: experimentOf({
      sequences: 1,
      steps: 3,
      inputSize: 3,
      hiddenSize: 3,
      outputSize: 1,
      head: 'sigmoid',
      everyStep: false,
    }),
  },
  {
    id: 'W2',
    title: 'batch 5, T=10, 32→64→1, sigmoid, last step, Adam',
    trains: true,
    floors: { peakFraction: 0.5, timesLoops: 9, microseconds: null },
    experiment: experimentOf({
      sequences: 5,
      steps: 10,
      inputSize: 32,
      hiddenSize: 64,
      outputSize: 1,
      head: 'sigmoid',
      everyStep: false,
    }),
  },
  {
    id: 'W3',
    title: 'T=1000, 8→64→8, softmax, every step',
    trains: false,
    floors: { peakFraction: 0.45, timesLoops: 8, microseconds: null },
    experiment: experimentOf({
      sequences: 1,
      steps: 1000,
      inputSize: 8,
      hiddenSize: 64,
      outputSize: 8,
      head: 'softmax',
      everyStep: true,
    }),
  },
  {
    id: 'W4',
    title: 'T=100, 256→256→1, sigmoid, last step',
    trains: false,
    floors: { peakFraction: 0.55, timesLoops: 9, microseconds: null },
    experiment: experimentOf({
      sequences: 1,
      steps: 100,
      inputSize: 256,
      hiddenSize: 256,
      outputSize: 1,
      head: 'sigmoid',
      everyStep: false,
    }),
  },
];

/** Multiplications and additions of the matrices in one pass: forward, back through W_hh and W_hy, sums over time. */
export function operationsOf({ experiment }: Workload): number {
  const { inputSize, hiddenSize, outputSize } = experiment.model;
  let operations = 0;
  for (const { targets } of experiment.data.sequences) {
    const losses = targets.filter((target) => target !== null).length;
    operations += targets.length * 4 * hiddenSize * (inputSize + hiddenSize);
    operations += targets.length * 2 * hiddenSize * hiddenSize;
    operations += losses * 6 * hiddenSize * outputSize;
  }
  return operations;
}

/** A tanh net of this shape on random numbers. */
export function experimentOf(shape: Shape): Experiment {
  const { steps, inputSize, hiddenSize, outputSize, head, everyStep } = shape;
  const random = randomStream(1, 'workload');
  const target = (t: number): Target => {
    if (!everyStep && t < steps) return null;
    return head === 'softmax' ? Math.floor(random.uniform() * outputSize) : 1;
  };
  return {
    title: 'workload',
    model: {
      cell: 'rnn',
      activation: 'tanh',
      inputSize,
      hiddenSize,
      outputSize,
      bias: true,
      head,
      lossReduction: 'sum',
    },
    initialization: { scheme: 'xavier-uniform', seed: 1, gain: 1 },
    data: {
      sequences: Array.from({ length: shape.sequences }, () => ({
        inputs: Array.from({ length: steps }, () =>
          Array.from({ length: inputSize }, () => random.normal()),
        ),
        targets: Array.from({ length: steps }, (_, i) => target(i + 1)),
      })),
    },
    training: {
      optimizer: { kind: 'adam', learningRate: 1e-4 },
      clip: null,
      truncation: null,
      batchSize: 'all',
      epochs: 1,
    },
  };
}
