// When the engine tells what it has computed: soon at first, then less often, and what is short in one go.

import { expect, test } from 'vitest';
import { presetOf } from '#config/presets.ts';
import { startTrace } from '#trace/record/chunk.ts';
import type { Reply } from './protocol.ts';
import { createRunLoop } from './run-loop.ts';

/** The replies to a run of so many pieces of a millisecond each; a reply is the number of its pieces. */
async function told(pieces: number): Promise<{ progress: number[]; answer: number }> {
  const experiment = presetOf('sentiment')?.experiment;
  if (!experiment) throw new Error('no preset');
  let clock = 0;
  const progress: number[] = [];
  return new Promise((resolve, reject) => {
    const reply = (message: Reply): void => {
      if (message.call !== 'run') return;
      if ('progress' in message) progress.push(message.progress.chunks.length);
      else if (message.answer.kind === 'failed') reject(new Error(message.answer.fault.code));
      else resolve({ progress, answer: message.answer.chunks.length });
    };
    const loop = createRunLoop({
      *runSteps() {
        for (let i = 0; i < pieces; i++) {
          clock += 1;
          yield { kind: 'start', parameters: new Float64Array(1) };
        }
        return startTrace(experiment, 1);
      },
      loadTasks: () => Promise.reject(new Error('no tasks')),
      reply,
      slice: 16,
      now: () => clock,
      pause: () => Promise.resolve(),
      life: null,
    });
    loop.receive({ call: 'run', id: 1, ask: { experiment, sequence: 1 } });
  });
}

test('a run shorter than a fourth of a slice is one answer', async () => {
  expect(await told(3)).toEqual({ progress: [], answer: 3 });
});

test('of a longer one the first pieces come soon, the others more and more together', async () => {
  expect(await told(300)).toEqual({ progress: [4, 16, 32, 64, 64, 64], answer: 56 });
});
