// The pieces of several runs become the very traces that the engine gives.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { success } from '#base/result.ts';
import type { Experiment } from '#config/experiment.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { tasks } from '#engine/tasks.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import type { Tasks } from './tasks.ts';
import { tracesOf } from './traces-of.ts';

function answerTo(question: Tasks['runs']['question']): Tasks['runs']['answer'] {
  const steps = tasks.runs(question);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

test('each run is that of its experiment, number by number', () => {
  fc.assert(
    fc.property(fc.array(smallExperiments, { maxLength: 3 }), (experiments) => {
      const question = { experiments, sequence: 1 };
      expect([...tracesOf(question, answerTo(question))]).toEqual(
        experiments.map((experiment) => success(runSequence(experiment, 1))),
      );
    }),
    { numRuns: 30 },
  );
});

test('a run that is too large is refused by itself, and the others are there', () => {
  const small = present(presetOf('sentiment'), 'the preset').experiment;
  const model = { ...small.model, hiddenSize: 4096 };
  const initialization = { scheme: 'zeros', seed: 1, gain: 1 } as const;
  const huge: Experiment = { ...small, model, parameters: undefined, initialization };
  const question = { experiments: [huge, small], sequence: 1 };
  const [refused, run] = [...tracesOf(question, answerTo(question))];
  expect(refused).toMatchObject({ ok: false, fault: { code: 'too-large' } });
  expect(run).toEqual(success(runSequence(small, 1)));
});
