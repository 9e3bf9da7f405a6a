// Gradients against finite differences of the loss, for random small models of every kind.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment, Sequence, Target } from '#config/experiment.ts';
import { parameterValuesOf, resolveParameters } from '#config/parameters.ts';
import { cells } from '#model/cells/all.ts';
import {
  before,
  bias,
  type CellDeclaration,
  mapped,
  matrix,
  now,
  product,
} from '#model/declaration.ts';
import {
  buildModel,
  buildModelOf,
  type HeadId,
  type Model,
  type ModelSpecification,
} from '#model/model.ts';
import { runSequence } from './run.ts';

const number = fc.integer({ min: -200, max: 200 }).map((n) => n / 100);
const vector = (size: number) => fc.array(number, { minLength: size, maxLength: size });

function targetOf(head: HeadId, size: number): fc.Arbitrary<Target> {
  switch (head) {
    case 'softmax':
      return fc.nat(size - 1);
    case 'sigmoid':
      return fc.array(fc.constantFrom(0, 1), { minLength: size, maxLength: size });
    case 'linear':
      return vector(size);
  }
}

/** Steps with gaps in the targets; all may be missing. */
function sequenceOf(model: ModelSpecification): fc.Arbitrary<Sequence> {
  const { head, inputSize, outputSize } = model;
  const step = fc.tuple(vector(inputSize), fc.option(targetOf(head, outputSize)));
  return fc.array(step, { minLength: 1, maxLength: 6 }).map((steps) => ({
    inputs: steps.map(([x]) => x),
    targets: steps.map(([, target]) => target),
  }));
}

const size = fc.integer({ min: 1, max: 6 });

function specificationOf(
  cell: string,
  activation: ModelSpecification['activation'],
  head: HeadId,
): fc.Arbitrary<ModelSpecification> {
  return fc.record({
    cell: fc.constant(cell),
    activation: fc.constant(activation),
    inputSize: size,
    hiddenSize: size,
    outputSize: size,
    bias: fc.boolean(),
    head: fc.constant(head),
    lossReduction: fc.constantFrom('sum' as const, 'mean' as const),
  });
}

function experimentOf(
  model: ModelSpecification,
  states: readonly string[],
): fc.Arbitrary<Experiment> {
  return fc
    .record({
      seed: fc.nat(100),
      sequences: fc.array(sequenceOf(model), { minLength: 1, maxLength: 3 }),
      initial: fc.option(fc.tuple(...states.map(() => vector(model.hiddenSize)))),
    })
    .map(({ seed, sequences, initial }) => ({
      title: '',
      model,
      initialization: { scheme: 'normal', seed, gain: 0.5 },
      initialState:
        initial === null
          ? undefined
          : Object.fromEntries(states.map((state, i) => [state, initial[i] ?? []])),
      data: { sequences },
      training: {
        optimizer: { kind: 'sgd', learningRate: 0.1 },
        clip: null,
        truncation: null,
        batchSize: 'all',
        epochs: 1,
      },
    }));
}

function lossWith(experiment: Experiment, model: Model, flat: Float64Array): number {
  const parameters = parameterValuesOf(model, flat);
  return runSequence({ ...experiment, initialization: undefined, parameters }, 1, model).loss;
}

/** dL/dp for one parameter entry, by central differences of two step widths (Richardson: error of order ε⁴). */
function slope(experiment: Experiment, model: Model, flat: Float64Array, index: number): number {
  const central = (epsilon: number) => {
    const at = (offset: number) => {
      const nudged = flat.slice();
      nudged[index] = (flat[index] as number) + offset;
      return lossWith(experiment, model, nudged);
    };
    return (at(epsilon) - at(-epsilon)) / (2 * epsilon);
  };
  return (4 * central(5e-4) - central(1e-3)) / 3;
}

/** Compares every entry of a gradient, or a spread of 40 where there are more. */
function expectSlopes(experiment: Experiment, model: Model): void {
  const flat = resolveParameters(experiment, model);
  const { gradient } = runSequence(experiment, 1, model);
  const stride = Math.max(1, Math.floor(flat.length / 40));
  for (let i = 0; i < flat.length; i += stride) {
    const actual = present(gradient[i], 'entry');
    const expected = slope(experiment, model, flat, i);
    const allowed = 1e-7 * (1 + Math.abs(expected));
    expect(Math.abs(actual - expected), `entry ${i}: ${actual}, ${expected}`).toBeLessThan(allowed);
  }
}

/** Whether no pre-activation comes so near to 0 that a nudge could carry it over, where relu has no slope. */
function staysOffTheKink(experiment: Experiment): boolean {
  const { values } = runSequence(experiment, 1);
  return present(values.a, 'a').every((a) => Math.abs(a) > 0.03);
}

const kinds = cells.flatMap((cell) =>
  (cell.activations.length > 0 ? cell.activations : [undefined]).flatMap((activation) =>
    (['sigmoid', 'softmax', 'linear'] as const).map(
      (head) => [`${cell.id} ${activation ?? ''} ${head}`, cell.id, activation, head] as const,
    ),
  ),
);

describe('gradients agree with finite differences', () => {
  it.each(kinds)('%s', (_, cell, activation, head) => {
    const arbitrary = specificationOf(cell, activation, head).chain((specification) =>
      experimentOf(specification, buildModel(specification).cell.states),
    );
    fc.assert(
      fc.property(arbitrary, (experiment) => {
        const model = buildModel(experiment.model);
        if (activation === 'relu') fc.pre(staysOffTheKink(experiment));
        expectSlopes(experiment, model);
      }),
      { numRuns: 6, seed: 7 },
    );
  });
});

/**
 * A cell that stands in no list: a minimal gated unit (Zhou et al. 2016) with a peephole on the state, a product of three
 * factors, a state that enters one product twice, and a second state that is a running sum.
 */
const strange: CellDeclaration = {
  id: 'strange',
  quantities: [
    {
      name: 'a_f',
      role: 'pre-activation',
      terms: [bias('b_f'), matrix('W_xf', now('x')), matrix('W_hf', before('h'))],
    },
    { name: 'f', role: 'gate', terms: [product(mapped('sigmoid', now('a_f')))] },
    {
      name: 'a_n',
      role: 'pre-activation',
      terms: [
        matrix('W_xn', now('x')),
        product(now('f'), mapped('tanh', before('h')), before('e')),
        bias('b_n'),
        bias('b_m'),
      ],
    },
    {
      name: 'h',
      role: 'hidden state',
      terms: [
        product(mapped('complement', now('f')), before('h')),
        product(now('f'), mapped('tanh', now('a_n'))),
        product(mapped('tanh', before('h')), mapped('sigmoid', before('h'))),
      ],
    },
    {
      name: 'e',
      role: 'cell state',
      terms: [product(before('e')), matrix('W_he', now('h')), product(now('h'))],
    },
  ],
  states: ['e', 'h'],
  output: 'h',
};

describe('a cell that only its declaration knows', () => {
  it('runs, and agrees with finite differences', () => {
    const arbitrary = specificationOf('strange', undefined, 'softmax').chain((specification) =>
      experimentOf({ ...specification, hiddenSize: 3 }, strange.states),
    );
    fc.assert(
      fc.property(arbitrary, (experiment) => {
        const model = buildModelOf(strange, experiment.model);
        const small = {
          ...experiment,
          initialization: { scheme: 'uniform', seed: 3, gain: 0.2 } as const,
        };
        expectSlopes(small, model);
      }),
      { numRuns: 12, seed: 7 },
    );
  });
});
