// The engine's side of a link, the same in a worker and in the page: computes in slices, so that a newer run is heard.

import type { Fault } from '#base/result.ts';
import type { Experiment } from '#config/experiment.ts';
import type { RunChunk } from '#trace/chunk.ts';
import type { Trace } from '#trace/trace.ts';
import { type Ask, protocolVersion, type Reply, type RunRequest } from './protocol.ts';

/** The engine: one run in pieces. Every `next` is a place where the run can be left. */
export type RunSteps = (experiment: Experiment, sequence: number) => Generator<RunChunk, Trace>;

export interface RunLoopOptions {
  readonly runSteps: RunSteps;
  reply(reply: Reply): void;
  /** Milliseconds of computing between two looks at the messages. */
  readonly slice: number;
  /** Milliseconds. */
  now(): number;
  /** Lets waiting messages in. */
  pause(): Promise<void>;
}

export interface RunLoop {
  receive(ask: Ask): void;
  /** Leaves the run in flight at its next pause. */
  stop(): void;
}

export function createRunLoop(options: RunLoopOptions): RunLoop {
  const { reply } = options;
  let newest = 0;

  async function run(id: number, request: RunRequest): Promise<void> {
    try {
      await compute(id, request, options, () => id === newest);
    } catch (error) {
      if (id !== newest) return;
      reply({ call: 'run', id, answer: { kind: 'failed', fault: faultOf(error) } });
    }
  }

  return {
    stop() {
      newest = 0;
    },
    receive(ask) {
      switch (ask.call) {
        case 'hello':
          reply({ call: 'hello', id: ask.id, answer: { protocol: protocolVersion } });
          return;
        case 'cancel':
          if (ask.id === newest) newest = 0;
          return;
        case 'run':
          newest = ask.id;
          run(ask.id, ask.ask);
      }
    },
  };
}

/** Runs to the end, or until a newer run has come. */
async function compute(
  id: number,
  { experiment, sequence }: RunRequest,
  { runSteps, reply, slice, now, pause }: RunLoopOptions,
  isNewest: () => boolean,
): Promise<void> {
  const steps = runSteps(experiment, sequence);
  let chunks: RunChunk[] = [];
  let sliceEnd = now() + slice;
  for (let step = steps.next(); !step.done; step = steps.next()) {
    if (step.value.kind !== 'pause') chunks.push(step.value);
    if (now() < sliceEnd) continue;
    if (chunks.length > 0) reply({ call: 'run', id, progress: { chunks } });
    chunks = [];
    await pause();
    if (!isNewest()) {
      steps.return(undefined as never);
      return;
    }
    sliceEnd = now() + slice;
  }
  reply({ call: 'run', id, answer: { kind: 'complete', chunks } });
}

/** A refusal by the engine is an error that carries its fault; anything else is a mistake of ours. */
function faultOf(error: unknown): Fault {
  if (typeof error === 'object' && error !== null && 'fault' in error) return error.fault as Fault;
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'engine-failed', path: '', values: { detail } };
}
