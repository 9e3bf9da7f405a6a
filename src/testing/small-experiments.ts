// Random small experiments, of every cell and head and every pattern of targets, for property tests.

import fc from 'fast-check';
import type { Experiment, Sequence, Target } from '#config/experiment.ts';
import { cells } from '#model/cells/all.ts';
import type { HeadId } from '#model/model.ts';

const inputSize = 2;

function sequenceOf(steps: number, targets: fc.Arbitrary<Target>): fc.Arbitrary<Sequence> {
  const number = fc.double({ min: -1, max: 1, noNaN: true });
  const vector = fc.array(number, { minLength: inputSize, maxLength: inputSize });
  return fc
    .record({
      inputs: fc.array(vector, { minLength: steps, maxLength: steps }),
      targets: fc.array(fc.option(targets, { freq: 2 }), { minLength: steps, maxLength: steps }),
      last: targets,
    })
    .map(({ inputs, targets: some, last }) => {
      // At least one loss: at the last step, where chance gave none.
      const targets = some.some((t) => t !== null) ? some : some.with(-1, last);
      return { inputs, targets };
    });
}

const targetOf: Readonly<Record<HeadId, fc.Arbitrary<Target>>> = {
  sigmoid: fc.array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 2 }),
  softmax: fc.nat(1),
  linear: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 2, maxLength: 2 }),
};

/** 1–5 steps, 1–3 hidden units, 1–3 sequences of different lengths. */
export const smallExperiments: fc.Arbitrary<Experiment> = fc
  .record({
    cell: fc.constantFrom(...cells),
    head: fc.constantFrom<HeadId[]>('sigmoid', 'softmax', 'linear'),
    hiddenSize: fc.integer({ min: 1, max: 3 }),
    bias: fc.boolean(),
    seed: fc.nat(1000),
    lengths: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
    clip: fc.constantFrom(null, { kind: 'norm', max: 0.1 } as const),
    truncation: fc.constantFrom(null, { kind: 'window', steps: 2 } as const),
    batchSize: fc.constantFrom<(1 | 'all')[]>(1, 'all'),
  })
  .chain((choice) =>
    fc
      .tuple(...choice.lengths.map((steps) => sequenceOf(steps, targetOf[choice.head])))
      .map((sequences) => experimentOf(choice, sequences)),
  );

interface Choice {
  readonly cell: (typeof cells)[number];
  readonly head: HeadId;
  readonly hiddenSize: number;
  readonly bias: boolean;
  readonly seed: number;
  readonly clip: Experiment['training']['clip'];
  readonly truncation: Experiment['training']['truncation'];
  readonly batchSize: 1 | 'all';
}

function experimentOf(choice: Choice, sequences: readonly Sequence[]): Experiment {
  const { cell, head, hiddenSize, bias, seed, clip, truncation, batchSize } = choice;
  const activation = cell.activations[0];
  return {
    title: 'random',
    model: {
      cell: cell.id,
      ...(activation ? { activation } : {}),
      inputSize,
      hiddenSize,
      outputSize: 2,
      bias,
      head,
      lossReduction: 'sum',
    },
    initialization: { scheme: 'xavier-uniform', seed, gain: 1 },
    data: { sequences },
    training: {
      optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0 },
      clip,
      truncation,
      batchSize,
      epochs: 1,
    },
  };
}
