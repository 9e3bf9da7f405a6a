// What is said of several cells has the numbers of their runs.

import { describe, expect, it } from 'vitest';
import { formatNumber } from '#base/format.ts';
import { runSequence } from '#engine/run.ts';
import { growing } from '#testing/linear-unit.ts';
import { plain } from '#testing/plain-writing.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { type RunNorms, runNorms } from '#trace/derived/gradient-norms.ts';
import { keepers } from '#trace/derived/let-through.ts';
import { createTranslate } from '#words/translate.ts';
import { sayCommonWeights, sayKept, sayRemaining } from './compare.words.ts';

const say = createTranslate('en');
const linear = (weight: number): RunNorms => runNorms(runSequence(growing(5, weight), 1));

function varied(cell: string): RunNorms {
  const found = variedExperiments.find(([, { model }]) => model.cell === cell);
  if (!found) throw new Error(`no ${cell}`);
  return runNorms(runSequence(found[1], 1));
}

describe('what remains of the gradient', () => {
  it.each([
    [
      [0.5, 0.1],
      'From step 5 back to step 1, over 4 steps, the gradient of the state shrinks to 6.3\u00a0% in the RNN (0.500 a step) and 0.010\u00a0% in the RNN (0.100 a step).',
    ],
    [
      [2],
      'From step 5 back to step 1, over 4 steps, the gradient of the state grows to 16× in the RNN (2.00 a step).',
    ],
    [
      [0.5, 1.5],
      'From step 5 back to step 1, over 4 steps, the gradient of the state becomes 6.3\u00a0% in the RNN (0.500 a step) and 506\u00a0% in the RNN (1.50 a step).',
    ],
  ])('is told with its way, for weights %j', (weights, sentence) => {
    expect(sayRemaining(weights.map(linear), 1, say, () => plain)).toBe(sentence);
  });

  it('is told of every step that the backward pass has come to, and not before', () => {
    expect(sayRemaining([linear(0.5)], 6, say, () => plain)).toBeNull();
    expect(sayRemaining([linear(0.5)], 5, say, () => plain)).toBeNull();
    expect(sayRemaining([linear(0.5)], 4, say, () => plain)).toContain(
      'back to step 4, over 1 step,',
    );
  });

  it('names further states beside the output', () => {
    const run = varied('lstm');
    const from = run.trace.lossSteps.at(-1) ?? 0;
    const cell = run.further[0]?.norms ?? new Float64Array(0);
    const kept = (100 * (cell[0] ?? 0)) / (cell[from - 1] ?? 0);
    expect(sayRemaining([run], 1, say, () => plain)).toContain(
      `in the LSTM (c: ${formatNumber(kept, 2)}\u00a0%`,
    );
  });

  it('says where there is no gradient at all, and where losses on the way add theirs', () => {
    const none: RunNorms = { ...linear(0.5), output: new Float64Array(5) };
    expect(sayRemaining([none], 1, say, () => plain)).toBe(
      'In the RNN it is exactly zero from the start.',
    );
    const many = linear(0.5);
    const trace = { ...many.trace, lossSteps: [3, 5] };
    expect(sayRemaining([{ ...many, trace }], 4, say, () => plain)).not.toContain(
      'losses on the way',
    );
    // What they have added is no rate.
    const added = sayRemaining([{ ...many, trace }], 3, say, () => plain);
    expect(added).toMatch(/The losses on the way have added theirs\.$/);
    expect(added).not.toContain('a step)');
  });
});

it('says what gates keep, by their means, and nothing where there are none', () => {
  const runs = [varied('lstm'), varied('gru')].map(({ trace }) => ({
    trace,
    kept: keepers(trace, 2, trace.steps),
  }));
  const [f, z] = runs.map(({ kept }) => formatNumber(kept[0]?.kept ?? 0, 2));
  expect(sayKept(runs, say, () => plain)).toContain(
    `the forget gate of the LSTM lets ${f} of c through`,
  );
  expect(sayKept(runs, say, () => plain)).toContain(
    `the update gate of the GRU lets ${z} of h through`,
  );
  expect(sayKept([{ trace: linear(1).trace, kept: [] }], say, () => plain)).toBeNull();
});

it('says honestly where the weights are from', () => {
  expect(sayCommonWeights('rnn', ['lstm', 'gru'], { seed: 7, handedOn: null }, say, plain)).toBe(
    'Same data and head; all weights drawn from seed 7.',
  );
  const edited = { seed: 7, handedOn: ['W_hy', 'b_y'] };
  expect(sayCommonWeights('rnn', ['lstm', 'gru'], edited, say, plain)).toBe(
    'Same data and head. The RNN on screen has weights of its own; those of LSTM and GRU are drawn from seed 7, but for W_hy and b_y, which they share.',
  );
  expect(sayCommonWeights('rnn', ['gru'], { seed: 7, handedOn: [] }, say, plain)).toBe(
    'Same data and head. The RNN on screen has weights of its own; those of GRU are drawn from seed 7.',
  );
});
