// A client that answers within the call, for tests of the store and of views.

import { runSteps } from '#engine/run.ts';
import { tasks } from '#engine/tasks.ts';
import { mergeChunk, startTrace } from '#trace/record/chunk.ts';
import type { TaskKind, TaskOrder } from '#trace/tasks/tasks.ts';
import type { Client, TaskOutcome } from '#worker/protocol.ts';

/** Runs the real engine to the end before `run` returns; `onProgress` is given the complete trace. */
export function immediateClient(): Client {
  return {
    run({ experiment, sequence }, onProgress) {
      let trace = startTrace(experiment, sequence);
      for (const chunk of runSteps(experiment, sequence)) trace = mergeChunk(trace, chunk);
      onProgress(trace);
      return Promise.resolve({ kind: 'complete', trace });
    },
    cancel() {},
    ask<K extends TaskKind>({ kind, question }: TaskOrder<K>) {
      const steps = tasks[kind](question);
      let step = steps.next();
      while (!step.done) step = steps.next();
      return Promise.resolve<TaskOutcome<K>>({ kind: 'done', result: step.value });
    },
    stopAsking() {},
    dispose() {},
  };
}
