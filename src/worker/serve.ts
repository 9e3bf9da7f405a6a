// What runs inside the worker: the engine behind the messages of the protocol.

import { runSteps } from '#engine/run.ts';
import { buffersOf } from '#trace/chunk.ts';
import { nextTask } from './next-task.ts';
import type { Ask, Reply } from './protocol.ts';
import { createRunLoop } from './run-loop.ts';

declare const self: DedicatedWorkerGlobalScope;

/** About a frame: a newer run waits no longer. */
const slice = 16;

/** The memory of the chunks goes over with the message; the engine has copied them out for it. */
function reply(message: Reply): void {
  const body = 'progress' in message ? message.progress : message.answer;
  const chunks = 'chunks' in body ? body.chunks : [];
  self.postMessage(message, chunks.flatMap(buffersOf));
}

const loop = createRunLoop({
  runSteps,
  loadTasks: async () => (await import('#engine/tasks.ts')).tasks,
  reply,
  slice,
  now: () => performance.now(),
  pause: nextTask,
});

self.onmessage = (event: MessageEvent<Ask>) => loop.receive(event.data);
