// The pieces of several runs become the very traces that the engine gives.

import fc from 'fast-check';
import { expect, test } from 'vitest';
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
        experiments.map((experiment) => runSequence(experiment, 1)),
      );
    }),
    { numRuns: 30 },
  );
});
