// What runs inside the worker: the engine behind the messages of the protocol.

import { runSteps } from '#engine/run.ts';
import { buffersOf } from '#trace/record/chunk.ts';
import { holdLife, ownLocks } from './life.ts';
import { nextTask } from './next-task.ts';
import type { Ask, Reply } from './protocol.ts';
import { createRunLoop, type RunLoop } from './run-loop.ts';

declare const self: DedicatedWorkerGlobalScope;

/** About a frame: a newer run waits no longer. */
const slice = 16;

/** The memory of the chunks goes over with the message; the engine has copied them out for it. */
function reply(message: Reply): void {
  const body = 'progress' in message ? message.progress : message.answer;
  const chunks = 'chunks' in body ? body.chunks : [];
  self.postMessage(message, chunks.flatMap(buffersOf));
}

async function startLoop(): Promise<RunLoop> {
  const life = await holdLife(ownLocks(), `unrolled engine ${crypto.randomUUID()}`);
  return createRunLoop({
    runSteps,
    loadTasks: async () => (await import('#engine/tasks.ts')).tasks,
    reply,
    slice,
    now: () => performance.now(),
    pause: nextTask,
    life,
  });
}

const loop = startLoop();

self.onmessage = ({ data }: MessageEvent<Ask>) => loop.then((ready) => ready.receive(data));
