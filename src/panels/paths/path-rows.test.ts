// The rows add up: known paths to the running total, all of them to the gradient that the engine computed.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { atOnce } from '#base/pieces.ts';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { contributionId, pathId } from '#model/quantity-id.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { revealsOf } from '#playback/reveal.ts';
import { nothingWithheld } from '#playback/withheld.ts';
import type { WeightChoice } from '#store/state.ts';
import { plain } from '#testing/plain-writing.ts';
import { type PathScope, pathScopes } from '#trace/derived/path-measure.ts';
import type { PathSwitches } from '#trace/derived/path-switches.ts';
import type { Moment } from '#ui/moment.ts';
import { createSpeaker } from '#words/speaker.ts';
import { createTranslate } from '#words/translate.ts';
import { chainOf, largestOf, type PathChoice, pathGroups, pathTotal } from './path-rows.ts';

const allOn: PathSwitches = {
  hiddenLosses: new Set(),
  hiddenUses: new Set(),
  hiddenPaths: new Set(),
};

function choiceOf(
  weight: WeightChoice,
  switches: Partial<PathSwitches> = {},
  scope: PathScope = 'entry',
): PathChoice {
  return { subject: { ...weight, scope }, switches: { ...allOn, ...switches } };
}

const moments = presets
  .filter(({ id }) => id !== 'tutorial')
  .map(({ id, experiment }) => {
    const trace = runSequence(experiment, 1);
    const beats = buildBeats(experiment, trace.model, 1);
    const reveals = revealsOf(trace.model, beats);
    const at = (position: number): Moment => {
      const beat = beats[position] ?? null;
      return { trace, beats, reveals, position, beat, withheld: nothingWithheld };
    };
    return { id, trace, beats, reveals, at };
  });

describe.each(moments)('the paths of $id', ({ trace, beats, reveals, at }) => {
  const weights: readonly WeightChoice[] = trace.model.parameters.flatMap((p) =>
    Array.from({ length: p.rows * p.columns }, (_, i) => ({
      parameter: p.name,
      row: Math.floor(i / p.columns) + 1,
      column: (i % p.columns) + 1,
    })),
  );
  const gradientOf = ({ parameter, row, column }: WeightChoice): number => {
    const shape = present(
      trace.model.parameters.find(({ name }) => name === parameter),
      parameter,
    );
    return trace.gradient[shape.offset + (row - 1) * shape.columns + column - 1] ?? Number.NaN;
  };

  it('are the gradient in the end, for every weight', () => {
    const moment = at(beats.length - 1);
    for (const weight of weights) {
      const groups = atOnce(pathGroups(moment, choiceOf(weight)));
      const total = atOnce(pathTotal(moment, choiceOf(weight)));
      const rows = groups.flatMap((group) => group.rows);
      const sum = rows.reduce((left, row) => left + (row.contribution ?? Number.NaN), 0);
      expect(sum).toBeCloseTo(gradientOf(weight), 12);
      expect(total.soFar).toBeCloseTo(gradientOf(weight), 12);
      expect([total.known, rows.length]).toEqual([total.all, total.all]);
      const sizes = rows.map((row) => Math.abs(row.contribution ?? 0));
      expect(largestOf(moment, choiceOf(weight), groups)).toBeGreaterThanOrEqual(
        Math.max(...sizes),
      );
    }
  });

  it('have a number only once their contribution is revealed, and the total counts just these', () => {
    const choices = fc.record({
      weight: fc.constantFrom(...weights),
      scope: fc.constantFrom(...pathScopes),
      position: fc.integer({ min: -1, max: beats.length - 1 }),
    });
    fc.assert(
      fc.property(choices, ({ weight, scope, position }) => {
        const moment = at(position);
        const choice = choiceOf(weight, {}, scope);
        const groups = atOnce(pathGroups(moment, choice));
        const total = atOnce(pathTotal(moment, choice));
        let sum = 0;
        for (const row of groups.flatMap((group) => group.rows)) {
          const revealed = reveals.get(contributionId(weight.parameter, row.step));
          const known = revealed !== undefined && revealed <= position;
          expect(row.contribution !== null).toBe(known);
          sum += row.contribution ?? 0;
        }
        expect(total.soFar).toBeCloseTo(sum, 12);
      }),
    );
  });

  it('leave the total when they are switched off', () => {
    const moment = at(beats.length - 1);
    const weight = present(weights[0], 'a weight');
    const step = present(trace.lossSteps[0], 'a loss');
    const choice = choiceOf(weight, { hiddenPaths: new Set([pathId(step, 1)]) });
    const groups = atOnce(pathGroups(moment, choice));
    const off = groups.flatMap((group) => group.rows).find((row) => row.hidden);
    const total = atOnce(pathTotal(moment, choice));
    expect(off?.id).toBe(pathId(step, 1));
    expect(total.hidden).toBe(1);
    expect(total.soFar).toBeCloseTo(gradientOf(weight) - (off?.contribution ?? Number.NaN), 12);
  });

  it('leave the total with their loss or their use', () => {
    const moment = at(beats.length - 1);
    const weight = present(weights[0], 'a weight');
    const step = present(trace.lossSteps[0], 'a loss');
    for (const switches of [{ hiddenLosses: new Set([step]) }, { hiddenUses: new Set([step]) }]) {
      const choice = choiceOf(weight, switches);
      const groups = atOnce(pathGroups(moment, choice));
      const rows = groups.flatMap((group) => group.rows);
      const off = rows.filter((row) =>
        'hiddenLosses' in switches ? row.lossStep === step : row.step === step,
      );
      expect(rows.filter((row) => row.hidden)).toEqual(off);
      const total = atOnce(pathTotal(moment, choice));
      const on = rows.reduce((sum, row) => sum + (row.hidden ? 0 : (row.contribution ?? 0)), 0);
      expect(total.soFar).toBeCloseTo(on, 12);
      expect(total.hidden).toBe(off.length);
    }
  });
});

describe('chainOf', () => {
  it('runs from the loss through the states to the weight', () => {
    const { trace, beats, at } = present(moments[0], 'the first example');
    const weight = { parameter: 'W_hh', row: 1, column: 1 };
    const [group] = atOnce(pathGroups(at(beats.length - 1), choiceOf(weight)));
    const speaker = createSpeaker(trace, createTranslate('en'), plain);
    const chains = group?.rows.map((row) => chainOf(speaker, row, 'W_hh'));
    expect(chains).toEqual([
      'L₃ → ŷ₃ → h₃ → W_hh',
      'L₃ → ŷ₃ → h₃ → h₂ → W_hh',
      'L₃ → ŷ₃ → h₃ → h₂ → h₁ → W_hh',
    ]);
  });
});
