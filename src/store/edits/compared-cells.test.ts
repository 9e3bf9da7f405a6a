// The nets that stand beside the one on screen: the same data, seed and head, and what choosing their cell would give.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Experiment, Initialization } from '#config/experiment.ts';
import { resolveParameters } from '#config/parameters.ts';
import { runSequence } from '#engine/run.ts';
import { cells } from '#model/cells/all.ts';
import { buildModel, parameterOf } from '#model/model.ts';
import { createStudio } from '#store/create-studio.ts';
import { immediateClient } from '#testing/immediate-client.ts';
import { gatedExperiment } from '#testing/minimal-gated-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { commonWeights, otherCells } from './compared-cells.ts';
import { explicitParameters, withParameters, withWeight } from './parameters.ts';

const seven: Initialization = { scheme: 'xavier-normal', seed: 7, gain: 1 };

/** The numbers of one parameter of an experiment. */
function numbersOf(experiment: Experiment, parameter: string): readonly number[] {
  const model = buildModel(experiment.model);
  const { offset, rows, columns } = parameterOf(model, parameter);
  const flat = resolveParameters(experiment, model);
  return Array.from(flat.subarray(offset, offset + rows * columns));
}

test('every other cell gets the same data, sizes, head, training and seed, and runs', () => {
  fc.assert(
    fc.property(smallExperiments, (experiment) => {
      const others = otherCells(experiment, seven);
      expect(others.map(({ model }) => model.cell)).toEqual(
        cells.map(({ id }) => id).filter((id) => id !== experiment.model.cell),
      );
      for (const other of others) {
        const { cell: _c, activation: _a, ...sizes } = experiment.model;
        expect(other.model).toMatchObject(sizes);
        expect(other.data).toBe(experiment.data);
        expect(other.training).toBe(experiment.training);
        expect(other.initialization).toBe(experiment.initialization);
        expect(numbersOf(other, 'W_hy')).toEqual(numbersOf(experiment, 'W_hy'));
        expect(runSequence(other, 1).progress.complete).toBe(true);
      }
      expect(commonWeights(experiment, others, seven)).toEqual({
        seed: experiment.initialization?.seed,
        handedOn: null,
      });
    }),
    { numRuns: 30 },
  );
});

test('an experiment with weights of its own hands on those of the head; the rest comes from the seed', () => {
  const drawn = { ...gatedExperiment, model: { ...gatedExperiment.model, cell: 'rnn' } };
  const own = withWeight(drawn, { parameter: 'W_hy', row: 1, column: 2 }, 0.125);
  const others = otherCells(own, seven);
  expect(commonWeights(own, others, seven)).toEqual({ seed: 7, handedOn: ['W_hy', 'b_y'] });
  const fresh = otherCells({ ...drawn, initialization: seven }, seven);
  for (const [i, other] of others.entries()) {
    expect(numbersOf(other, 'W_hy')).toEqual(numbersOf(own, 'W_hy'));
    const seeded = fresh[i];
    if (!seeded) throw new Error('no such net');
    const recurrent = buildModel(other.model).parameters.filter((p) => p.source?.at === 'before');
    expect(recurrent.length).toBeGreaterThan(0);
    for (const { name } of recurrent) {
      expect(numbersOf(other, name)).toEqual(numbersOf(seeded, name));
    }
  }
});

test('a cell that stands in no list has every listed one beside it', () => {
  const { initialization: _, ...rest } = gatedExperiment;
  const unlisted = withParameters(
    { ...rest, model: { ...gatedExperiment.model, cell: 'mgu' } },
    explicitParameters(gatedExperiment),
  );
  const others = otherCells(unlisted, seven);
  expect(others.map(({ model }) => model.cell)).toEqual(cells.map(({ id }) => id));
  for (const other of others) expect(runSequence(other, 1).overflow).toBeNull();
});

test('what stands beside is what choosing the cell puts on screen', () => {
  const studio = createStudio({ client: immediateClient() });
  const { setWeight, setSeed, setCell, undo } = studio.getState();
  setSeed(31);
  setWeight({ parameter: 'W_hh', row: 1, column: 1 }, 0.5);
  const { experiment, initialization } = studio.getState();
  expect(initialization.seed).toBe(31);
  for (const other of otherCells(experiment, initialization)) {
    setCell(other.model.cell);
    expect(studio.getState().experiment).toEqual(other);
    undo();
    expect(studio.getState().experiment).toBe(experiment);
  }
});
