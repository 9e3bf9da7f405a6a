// Edits: what each changes, what it keeps, and that the outcome can always be run.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Experiment, lossStepsOf } from '#config/experiment.ts';
import { parseExperiment } from '#config/parse-experiment.ts';
import { presetOf } from '#config/presets.ts';
import { writeExperiment } from '#config/write-experiment.ts';
import { runSequence } from '#engine/run.ts';
import { cells } from '#model/cells/all.ts';
import { buildModel } from '#model/model.ts';
import { optimizers } from '#model/optimizers/all.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import {
  fallbackInitialization,
  withActivation,
  withCell,
  withHiddenSize,
  withTraining,
} from './model.ts';
import {
  explicitParameters,
  withInitialization,
  withParameters,
  withWeight,
} from './parameters.ts';
import { withInput, withLength, withTarget, withToken } from './sequence.ts';

function preset(id: string): Experiment {
  const found = presetOf(id);
  if (found === undefined) throw new Error(`no preset ${id}`);
  return found.experiment;
}

const sentiment = preset('sentiment');
const w11 = { parameter: 'W_hh', row: 1, column: 1 };

const anyEdit: fc.Arbitrary<(experiment: Experiment) => Experiment> = fc.oneof(
  fc.integer({ min: -1, max: 9 }).map((n) => (e: Experiment) => withLength(e, 1, n)),
  fc
    .integer({ min: -1, max: 6 })
    .map((n) => (e: Experiment) => withHiddenSize(e, n, fallbackInitialization)),
  fc
    .constantFrom(...cells)
    .map((cell) => (e: Experiment) => withCell(e, cell.id, fallbackInitialization)),
  fc
    .constantFrom('relu' as const, 'sigmoid' as const)
    .map((a) => (e: Experiment) => withActivation(e, a)),
  fc.double({ min: -2, max: 2, noNaN: true }).map((v) => (e: Experiment) => withWeight(e, w11, v)),
  fc.integer({ min: 0, max: 9 }).map((t) => (e: Experiment) => withTarget(e, 1, t, null)),
  fc.integer({ min: 0, max: 9 }).map((t) => (e: Experiment) => withInput(e, 1, t, 1, 0.5)),
  fc.constantFrom(...optimizers).map(
    ({ id }) =>
      (e: Experiment) =>
        withTraining(e, { optimizer: { kind: id, learningRate: 0.01 } }),
  ),
  fc
    .nat(100)
    .map((seed) => (e: Experiment) => withInitialization(e, { ...fallbackInitialization, seed })),
);

test('after any edits an experiment is still a valid file, and runs', () => {
  fc.assert(
    fc.property(smallExperiments, fc.array(anyEdit, { maxLength: 8 }), (experiment, edits) => {
      const edited = edits.reduce((e, edit) => edit(e), experiment);
      const parsed = parseExperiment(JSON.parse(writeExperiment(edited)));
      expect(parsed).toMatchObject({ ok: true });
      expect(runSequence(edited, 1).progress.complete).toBe(true);
    }),
    { numRuns: 100 },
  );
});

describe('weights', () => {
  test('one entry changes, the others are those that the seed had drawn', () => {
    const before = explicitParameters(sentiment);
    const edited = withWeight(sentiment, { parameter: 'W_xh', row: 2, column: 3 }, 0.25);
    expect(edited.initialization).toBeUndefined();
    const [kept1, kept2] = (before.W_xh?.[1] ?? []) as readonly number[];
    expect(kept1).not.toBe(0);
    expect(edited.parameters?.W_xh?.[1]).toEqual([kept1, kept2, 0.25]);
    expect(edited.parameters?.W_hh).toEqual(before.W_hh);
    expect(
      explicitParameters(withWeight(edited, { parameter: 'W_xh', row: 2, column: 3 }, 1)).W_hh,
    ).toBe(edited.parameters?.W_hh);
  });

  test('what is no entry or no number changes nothing', () => {
    expect(withWeight(sentiment, { parameter: 'W_xh', row: 4, column: 1 }, 1)).toBe(sentiment);
    expect(withWeight(sentiment, { parameter: 'b_h', row: 1, column: 1 }, 1)).toBe(sentiment);
    expect(withWeight(sentiment, w11, Number.NaN)).toBe(sentiment);
    expect(withWeight(sentiment, w11, Number.POSITIVE_INFINITY)).toBe(sentiment);
  });

  test('an entry of a bias is edited by its row', () => {
    const nlp = preset('nlp');
    const edited = withWeight(nlp, { parameter: 'b_y', row: 2, column: 1 }, -0.5);
    expect(edited.parameters?.b_y?.[1]).toBe(-0.5);
  });

  test('a larger net keeps the edited weights and draws the new ones from the seed', () => {
    const edited = withWeight(sentiment, w11, 0.125);
    const grown = withHiddenSize(edited, 5, { ...fallbackInitialization, seed: 11 });
    const again = withHiddenSize(edited, 5, { ...fallbackInitialization, seed: 11 });
    const other = withHiddenSize(edited, 5, { ...fallbackInitialization, seed: 12 });
    const rows = grown.parameters?.W_hh as readonly (readonly number[])[];
    expect(rows.length).toBe(5);
    expect(rows[0]?.[0]).toBe(0.125);
    expect(rows.slice(0, 3).map((row) => row.slice(0, 3))).toEqual(edited.parameters?.W_hh);
    expect(again).toEqual(grown);
    expect(other.parameters?.W_hh?.[4]).not.toEqual(grown.parameters?.W_hh?.[4]);
    expect(withHiddenSize(grown, 3, fallbackInitialization).parameters).toEqual(edited.parameters);
  });

  test('a net drawn from a seed is drawn from it again at its new size', () => {
    const grown = withHiddenSize(sentiment, 4, fallbackInitialization);
    expect(grown.parameters).toBeUndefined();
    expect(grown.initialization).toEqual(sentiment.initialization);
  });

  test('taking parameters and taking a seed exclude each other', () => {
    const explicit = withParameters(sentiment, explicitParameters(sentiment));
    expect([explicit.parameters === undefined, explicit.initialization]).toEqual([
      false,
      undefined,
    ]);
    const drawn = withInitialization(explicit, fallbackInitialization);
    expect([drawn.parameters, drawn.initialization]).toEqual([undefined, fallbackInitialization]);
  });
});

describe('the net', () => {
  test('a gated cell has no choice of activation; going back gives the default one', () => {
    const lstm = withCell(sentiment, 'lstm', fallbackInitialization);
    expect(lstm.model.activation).toBeUndefined();
    expect(withActivation(lstm, 'relu')).toBe(lstm);
    expect(withCell(lstm, 'rnn', fallbackInitialization).model.activation).toBe('tanh');
  });

  test('an initial state goes with the states and the size of the cell', () => {
    const started: Experiment = { ...sentiment, initialState: { h: [1, 2, 3] } };
    const small = withHiddenSize(started, 2, fallbackInitialization);
    expect(small.initialState).toEqual({ h: [1, 2] });
    expect(withHiddenSize(small, 4, fallbackInitialization).initialState).toEqual({
      h: [1, 2, 0, 0],
    });
    const lstm: Experiment = {
      ...withCell(sentiment, 'lstm', fallbackInitialization),
      initialState: { c: [1, 1, 1] },
    };
    expect(withCell(lstm, 'gru', fallbackInitialization).initialState).toBeUndefined();
  });

  test('an optimizer gets the settings of its kind, and no others', () => {
    const adam = withTraining(sentiment, { optimizer: { kind: 'adam', learningRate: 0.01 } });
    expect(adam.training.optimizer).toEqual({
      kind: 'adam',
      learningRate: 0.01,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
    });
    const { optimizer } = adam.training;
    const sgd = withTraining(adam, { optimizer: { ...optimizer, kind: 'sgd' } });
    expect(sgd.training.optimizer).toEqual({ kind: 'sgd', learningRate: 0.01, momentum: 0 });
  });

  test('every edit that changes nothing gives the very same experiment', () => {
    expect(withHiddenSize(sentiment, 3, fallbackInitialization)).toBe(sentiment);
    expect(withCell(sentiment, 'rnn', fallbackInitialization)).toBe(sentiment);
    expect(withActivation(sentiment, 'tanh')).toBe(sentiment);
    expect(withLength(sentiment, 1, 3)).toBe(sentiment);
    expect(withToken(sentiment, 1, 1, 'dog')).toBe(sentiment);
    expect(withToken(sentiment, 1, 9, 'cat')).toBe(sentiment);
    expect(withTarget(sentiment, 1, 9, 1)).toBe(sentiment);
  });
});

describe('the sequence', () => {
  const first = (experiment: Experiment) => experiment.data.sequences[0];

  test('a longer one repeats its tokens, and its only target stays at the end', () => {
    const longer = withLength(sentiment, 1, 5);
    expect(first(longer)?.tokens).toEqual(['cat', 'mat', 'rat', 'cat', 'mat']);
    expect(first(longer)?.targets).toEqual([null, null, null, null, 1]);
    expect(first(withLength(longer, 1, 1))).toEqual({ tokens: ['cat'], targets: [1] });
    expect(longer.data.sequences.slice(1)).toEqual(sentiment.data.sequences.slice(1));
  });

  test('targets at every step stay at every step', () => {
    const many = preset('many-to-many');
    const longer = withLength(many, 1, 9);
    const sequence = first(longer);
    expect(sequence && lossStepsOf(sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('inputs without tokens grow by zeros', () => {
    const numbers = withInput(sentiment, 1, 2, 3, 0.5);
    expect(first(numbers)).toEqual({
      inputs: [
        [1, 0, 0],
        [0, 1, 0.5],
        [0, 0, 1],
      ],
      targets: [null, null, 1],
    });
    expect(first(withLength(numbers, 1, 4))?.inputs?.[3]).toEqual([0, 0, 0]);
  });

  test('the last target cannot be taken away', () => {
    expect(withTarget(sentiment, 1, 3, null)).toBe(sentiment);
    const two = withTarget(sentiment, 1, 1, 0);
    expect(first(withTarget(two, 1, 3, null))?.targets).toEqual([0, null, null]);
  });

  test('a token is replaced, the vocabulary stays', () => {
    const edited = withToken(sentiment, 2, 1, 'mat');
    expect(edited.data.sequences[1]?.tokens?.[0]).toBe('mat');
    expect(edited.data.vocabulary).toBe(sentiment.data.vocabulary);
    expect(buildModel(edited.model).parameterCount).toBe(
      buildModel(sentiment.model).parameterCount,
    );
  });
});
