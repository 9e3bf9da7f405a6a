// What an edit is said to have done is what the engine computes before and after it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPair } from '#base/format.ts';
import type { Experiment } from '#config/experiment.ts';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { parameterOf } from '#model/model.ts';
import { plain } from '#testing/plain-writing.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { startTrace } from '#trace/record/chunk.ts';
import { type Effect, effectsOf, sayEffects } from './say-effect.ts';
import { createTranslate } from './translate.ts';

const say = createTranslate('en');
const [first] = presets;
const experiment = first?.experiment as Experiment;
const weight = { parameter: 'W_hh', row: 1, column: 2 };

function with12(value: number, of: Experiment = experiment): Experiment {
  const { initialization: _, ...rest } = of;
  const trace = runSequence(of, 1);
  const lists = Object.fromEntries(
    trace.model.parameters.map(({ name, offset, rows, columns, kind }) => {
      const flat = Array.from(trace.parameters.subarray(offset, offset + rows * columns));
      if (name === 'W_hh') flat[1] = value;
      const matrix = Array.from({ length: rows }, (_row, i) =>
        flat.slice(i * columns, (i + 1) * columns),
      );
      return [name, kind === 'bias' ? flat : matrix];
    }),
  );
  return { ...rest, parameters: lists };
}

const numbersIn = (effects: readonly Effect[]) =>
  effects.map(({ before, after }) => [before, after]);

describe('what an edit has done', () => {
  it('is told of the weight, the loss, the prediction and the gradient, before and after', () => {
    const before = runSequence(experiment, 1);
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (value) => {
        const after = runSequence(with12(value), 1);
        const effects = effectsOf(before, after, { weight, step: null }, say, plain);
        const at = parameterOf(after.model, 'W_hh').offset + 1;
        const prediction = (trace: typeof before) => trace.values.prediction?.[2] ?? Number.NaN;
        expect(numbersIn(effects)).toEqual([
          formatPair(before.parameters[at] as number, value),
          formatPair(before.loss, after.loss),
          formatPair(prediction(before), prediction(after)),
          formatPair(before.gradient[at] as number, after.gradient[at] as number),
        ]);
      }),
      { numRuns: 25 },
    );
  });

  it('takes the gradient that the update uses where the run is truncated', () => {
    const training = { ...experiment.training, truncation: { kind: 'window', steps: 1 } as const };
    const cut = { ...experiment, training };
    const [before, after] = [runSequence(cut, 1), runSequence(with12(0.5, cut), 1)];
    const at = parameterOf(after.model, 'W_hh').offset + 1;
    const [used, usedAfter] = [before, after].map(({ truncated }) => truncated?.gradient[at]);
    const effects = effectsOf(before, after, { weight, step: null }, say, plain);
    expect(numbersIn(effects).at(-1)).toEqual(formatPair(used as number, usedAfter as number));
    expect(used).not.toBe(before.gradient[at]);
  });

  it('leaves out what only one of the two nets has', () => {
    const before = runSequence(experiment, 1);
    const many = presets.find(({ id }) => id === 'many-to-many')?.experiment as Experiment;
    const after = runSequence(many, 1);
    const names = effectsOf(before, after, { weight: { ...weight, row: 9 }, step: 1 }, say, plain);
    expect(names.map(({ name }) => name)).toEqual(['loss']);
  });

  it('says what left the range of numbers, and what is still to be computed', () => {
    const before = runSequence(experiment, 1);
    const relu = { ...experiment, model: { ...experiment.model, activation: 'relu' as const } };
    const overflowed = runSequence(with12(1e308, { ...relu }), 1);
    const big = runSequence({ ...with12(1e200), model: relu.model }, 1);
    for (const after of [overflowed, big]) {
      for (const { before: from, after: to } of effectsOf(
        before,
        after,
        { weight, step: null },
        say,
        plain,
      )) {
        expect(`${from} ${to}`).not.toMatch(/NaN|Infinity|undefined|–/);
      }
    }
    const begun = startTrace(experiment, 1);
    const effects = effectsOf(before, begun, { weight, step: null }, say, plain);
    expect(effects.map(({ after }) => after)).toContain('…');
  });

  it('is one sentence for every net', () => {
    for (const [, other] of variedExperiments) {
      const before = runSequence(other, 1);
      const after = runSequence({ ...other, model: { ...other.model } }, 1);
      const parameter = before.model.parameters[0]?.name ?? '';
      const looked = { weight: { parameter, row: 1, column: 1 }, step: 1 };
      const effects = effectsOf(before, after, looked, say, plain);
      for (const kind of ['edited', 'taken back'] as const) {
        const text = sayEffects(kind, effects, say);
        expect(text).not.toMatch(/[{}]|undefined|NaN|null/);
        expect(text).toMatch(/ stays /);
      }
    }
  });
});
