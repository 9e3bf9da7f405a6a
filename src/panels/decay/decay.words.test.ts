// What is said of a gradient's way back is true of the run: the word, the factor, and the reason.

import { expect, it } from 'vitest';
import { formatNumber, formatPower } from '#base/format.ts';
import { runSequence } from '#engine/run.ts';
import { growing } from '#testing/linear-unit.ts';
import { gatedExperiment, gatedModel } from '#testing/minimal-gated-unit.ts';
import { plain } from '#testing/plain-writing.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { decayOf } from '#trace/derived/decay.ts';
import { meanSlope } from '#trace/derived/let-through.ts';
import { stateProducts } from '#trace/derived/state-products.ts';
import { shareText } from '#words/share-text.ts';
import { createTranslate } from '#words/translate.ts';
import { decayThresholds, describeDecay } from './decay.words.ts';

const say = createTranslate('en');

function linear(steps: number, weight: number) {
  const trace = runSequence(growing(steps, weight), 1);
  return describeDecay(trace, stateProducts(trace, steps), say, plain);
}

it('says how much is kept over how many steps, at what rate, where that leads, and why', () => {
  expect(linear(5, 0.5)).toEqual({
    verdict: 'shrinking',
    word: 'Shrinking',
    sentence:
      'From step 5 back to step 1 a gradient keeps at most 6.3\u00a0% of its length over 4 steps, 0.500 a step; ' +
      'at this rate 1\u00a0% is left after 7 steps. ' +
      'At each step the identity lets 1.00 through on average, W_hh stretches by at most 0.500.',
    remark: '',
  });
  expect(linear(9, 0.5)?.word).toBe('Vanishing');
  expect(linear(6, 1)?.word).toBe('Steady');
  expect(linear(6, 1)?.sentence).toMatch(
    /keeps at most 100\u00a0% .* over 5 steps, 1\.00 a step\. At/,
  );
  expect(linear(6, 2)?.sentence).toMatch(
    /can grow to 32\.0 times its length over 5 steps, 2\.00 a step; at this rate it is 100 times as long after 7 steps\./,
  );
  expect(linear(6, 2)?.word).toBe('Growing');
  expect(linear(9, 2)?.word).toBe('Exploding');
});

it('says what its words mean, with the numbers that they are chosen by', () => {
  expect(decayThresholds(say)).toMatch(
    /less than 1\u00a0% .* more than 100 times .* 0\.9 .* 1\.11 /,
  );
});

it('says so where nothing is left, and nothing where there is no way', () => {
  expect(linear(6, 0)?.sentence).toMatch(/nothing of a gradient arrives/);
  expect(linear(1, 2)).toBeNull();
});

it.each(variedExperiments)('%s: in the numbers of the run', (_, experiment) => {
  const trace = runSequence(experiment, 1);
  const products = stateProducts(trace, 4);
  const words = describeDecay(trace, products, say, plain);
  const decay = decayOf(products);
  if (decay === null || words === null) throw new Error('Four steps are a way.');
  expect(words.verdict).toBe(decay.verdict);
  const left = decay.norm > 0 ? formatPower(decay.norm) : shareText(decay.norm);
  expect(words.sentence).toContain(` ${left} `);
  expect(words.sentence).toContain(`over 3 steps, ${formatNumber(decay.factor)} a step`);
  expect(words.sentence).toContain(` after ${decay.horizon?.toLocaleString('en')} steps`);
  const slope = meanSlope(trace, 2, 4);
  if (slope === null) expect(words.sentence).toMatch(/gate keeps/);
  else expect(words.sentence).toContain(`lets ${formatNumber(slope)} through`);
  expect(words.remark !== '').toBe(trace.model.cell.states.length > 1);
});

it('says so where not all steps were looked at', () => {
  const trace = runSequence(growing(6, 0.5), 1);
  const products = { ...stateProducts(trace, 6), first: 4 };
  expect(describeDecay(trace, products, say, plain)?.remark).toMatch(
    /^These are the last 2 steps;/,
  );
});

it('speaks of a cell that stands in no list', () => {
  const trace = runSequence(gatedExperiment, 1, gatedModel);
  const words = describeDecay(trace, stateProducts(trace, 4), say, plain);
  expect(words?.sentence).toMatch(/At each step the refresh gate keeps .* of Tₜ₋₁ on average/);
});
