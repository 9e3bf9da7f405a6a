// Generated runs: valid files, the same to the bit for the same seed, and the task they promise.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '#config/experiment.ts';
import { readExperiment } from '#config/parse-experiment.ts';
import { writeExperiment } from '#config/write-experiment.ts';
import { cells } from '#model/cells/all.ts';
import { generatedId, generatedOf, generators } from './all.ts';
import { characters } from './characters.ts';

const settings = { steps: 20, hiddenSize: 4, cell: 'rnn', seed: 7 };

function only(experiment: Experiment) {
  const [sequence] = experiment.data.sequences;
  if (!sequence) throw new Error('no sequence');
  return sequence;
}

describe.each(generators.map((generator) => [generator.id, generator] as const))(
  '%s',
  (_, generator) => {
    it('is a valid file of the length asked for, for every cell', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: generator.fewestSteps, max: 60 }),
          fc.constantFrom(...cells.map(({ id }) => id)),
          fc.integer({ min: 0, max: 999_999 }),
          (steps, cell, seed) => {
            const experiment = generator.generate({ steps, hiddenSize: 3, cell, seed });
            const read = readExperiment(writeExperiment(experiment));
            expect(read).toMatchObject({ ok: true });
            expect(only(experiment).targets).toHaveLength(steps);
            expect(only(experiment).targets.at(-1)).not.toBeNull();
          },
        ),
      );
    });

    it('is the same for the same seed, another for another, and found by its name', () => {
      const experiment = generator.generate(settings);
      expect(generator.generate(settings)).toEqual(experiment);
      expect(generator.generate({ ...settings, seed: 8 })).not.toEqual(experiment);
      expect(generatedOf(generatedId(generator, settings))).toEqual(experiment);
    });

    it('fits into the largest size there is', () => {
      const experiment = generator.generate({
        ...settings,
        steps: 2000,
        hiddenSize: 128,
        cell: 'lstm',
      });
      expect(readExperiment(writeExperiment({ ...experiment }))).toMatchObject({ ok: true });
    });
  },
);

const named = (id: string) => {
  const generator = generators.find((one) => one.id === id);
  if (!generator) throw new Error(id);
  return only(generator.generate(settings));
};

describe('the tasks', () => {
  it('adding: two marks, one in each half, and their sum at the end', () => {
    const { inputs = [], targets } = named('adding');
    const marked = inputs.flatMap(([, mark], i) => (mark === 1 ? [i] : []));
    expect(marked).toHaveLength(2);
    expect(marked[0]).toBeLessThan(10);
    expect(marked[1]).toBeGreaterThanOrEqual(10);
    expect(targets.at(-1)).toBe(marked.reduce((sum, i) => sum + (inputs[i]?.[0] ?? 0), 0));
    expect(targets.slice(0, -1).every((target) => target === null)).toBe(true);
  });

  it('copy: the first symbols again after the sign', () => {
    const { tokens = [], targets } = named('copy');
    const sign = tokens.indexOf('?');
    expect(targets.slice(sign)).toEqual(tokens.slice(0, targets.length - sign));
    expect(targets.slice(0, sign).every((target) => target === null)).toBe(true);
  });

  it('echo: each bit, ten steps later', () => {
    const { inputs = [], targets } = named('echo');
    targets.forEach((target, i) => {
      expect(target).toBe(i < 10 ? null : inputs[i - 10]?.[0]);
    });
  });

  it('sine: the next value of a wave on the unit circle', () => {
    const { inputs = [], targets } = named('sine');
    inputs.slice(1).forEach(([value], i) => {
      expect(targets[i]).toBe(value);
    });
    const values = inputs.map(([value]) => value ?? Number.NaN);
    // x_{t+1} + x_{t−1} = 2 cos ω · x_t, with one ω for the whole wave.
    const ratios = values.slice(1, -1).map((x, i) => ((values[i] ?? 0) + (values[i + 2] ?? 0)) / x);
    for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0] ?? 0, 9);
  });

  it('characters: each one foretells the next; blanks are visible', () => {
    const experiment = characters('to be\nor', { hiddenSize: 4, cell: 'gru', seed: 1 });
    const { tokens, targets } = only(experiment);
    expect(tokens).toEqual(['t', 'o', '␣', 'b', 'e', '⏎', 'o']);
    expect(targets).toEqual(['o', '␣', 'b', 'e', '⏎', 'o', 'r']);
    expect(readExperiment(writeExperiment(experiment))).toMatchObject({ ok: true });
    expect(only(characters('ab'.repeat(5000), settings)).targets).toHaveLength(2000);
  });
});

it.each([
  'adding',
  'adding-2001-4-rnn-1',
  'adding-1-4-rnn-1',
  'adding-20-129-rnn-1',
  'adding-20-0-rnn-1',
  'adding-20-4-none-1',
  'nothing-20-4-rnn-1',
  'adding-20-4-rnn-1-2',
])('%s names nothing', (name) => {
  expect(generatedOf(name)).toBeNull();
});
