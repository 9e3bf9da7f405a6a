// The engine's side of a link, the same in a worker and in the page: computes in slices, so that a newer run is heard.

import type { Fault } from '#base/result.ts';
import type { Experiment } from '#config/experiment.ts';
import type { RunChunk } from '#trace/record/chunk.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { TaskKind, Tasks, TaskTable } from '#trace/tasks/tasks.ts';
import {
  type Ask,
  protocolVersion,
  type Reply,
  type RunRequest,
  type TaskRequest,
} from './protocol.ts';

/** The engine: one run in pieces. Every `next` is a place where the run can be left. */
export type RunSteps = (experiment: Experiment, sequence: number) => Generator<RunChunk, Trace>;

export interface RunLoopOptions {
  readonly runSteps: RunSteps;
  /** Fetched with the first task. */
  loadTasks(): Promise<TaskTable>;
  reply(reply: Reply): void;
  /** Milliseconds of computing between two looks at the messages. */
  readonly slice: number;
  /** Milliseconds. */
  now(): number;
  /** Lets waiting messages in. */
  pause(): Promise<void>;
  /** The lock that tells that the engine lives; null where none does. */
  readonly life: string | null;
}

export interface RunLoop {
  receive(ask: Ask): void;
  /** Leaves the run in flight at its next pause. */
  stop(): void;
}

export function createRunLoop(options: RunLoopOptions): RunLoop {
  const { reply } = options;
  let newest = 0;
  /** The run that is under way, while there is one. */
  let running = 0;
  /** Tasks that compute or wait, until they are cancelled; a later one has a greater number. */
  const tasksUnderWay = new Set<number>();

  async function run(id: number, request: RunRequest): Promise<void> {
    running = id;
    try {
      await compute(id, request, options, () => id === newest);
    } catch (error) {
      if (id !== newest) return;
      reply({ call: 'run', id, answer: { kind: 'failed', fault: faultOf(error) } });
    } finally {
      if (running === id) running = 0;
    }
  }

  async function carryOut(id: number, request: TaskRequest): Promise<void> {
    let robbed = false;
    const turn: Turn = {
      isWanted: () => tasksUnderWay.has(id),
      mustWait: () => running !== 0 || (robbed && [...tasksUnderWay].some((other) => other > id)),
    };
    tasksUnderWay.add(id);
    try {
      do robbed = !(await computeTask(id, request, options, turn));
      while (robbed && turn.isWanted());
    } catch (error) {
      if (!turn.isWanted()) return;
      reply({ call: 'task', id, answer: { kind: 'failed', fault: faultOf(error) } });
    } finally {
      tasksUnderWay.delete(id);
    }
  }

  return {
    stop() {
      newest = 0;
      tasksUnderWay.clear();
    },
    receive(ask) {
      switch (ask.call) {
        case 'hello':
          reply({
            call: 'hello',
            id: ask.id,
            answer: { protocol: protocolVersion, life: options.life },
          });
          return;
        case 'cancel':
          if (ask.id === newest) newest = 0;
          tasksUnderWay.delete(ask.id);
          return;
        case 'task':
          carryOut(ask.id, ask.ask);
          return;
        case 'run':
          newest = ask.id;
          run(ask.id, ask.ask);
      }
    },
  };
}

/**
 * Slices until pieces are told. The first come soon, so that what a run begins with is drawn while it goes on; later ones
 * come more and more together, so that the page is not busy with drawing how it grows.
 */
const untilTold = [0.25, 1, 2, 4] as const;

/** Runs to the end, or until a newer run has come. */
async function compute(
  id: number,
  { experiment, sequence }: RunRequest,
  { runSteps, reply, slice, now, pause }: RunLoopOptions,
  isNewest: () => boolean,
): Promise<void> {
  const steps = runSteps(experiment, sequence);
  let chunks: RunChunk[] = [];
  let told = 0;
  const nextTime = (): number => now() + slice * (untilTold[told] ?? untilTold[3]);
  let tellAt = nextTime();
  let sliceEnd = tellAt;
  for (let step = steps.next(); !step.done; step = steps.next()) {
    if (step.value.kind !== 'pause') chunks.push(step.value);
    if (now() < sliceEnd) continue;
    const tells = chunks.length > 0 && now() >= tellAt;
    if (tells) {
      reply({ call: 'run', id, progress: { chunks } });
      chunks = [];
      told += 1;
    }
    await pause();
    if (!isNewest()) {
      steps.return(undefined as never);
      return;
    }
    if (tells) tellAt = nextTime();
    sliceEnd = now() + slice;
  }
  reply({ call: 'run', id, answer: { kind: 'complete', chunks } });
}

/** Milliseconds: short, since a run that is asked for meanwhile waits for the end of the slice. */
const taskSlice = 6;

/** When a task may compute. */
interface Turn {
  /** Nobody has cancelled it. */
  isWanted(): boolean;
  /** A run goes before, and so do later tasks that have taken its memory. */
  mustWait(): boolean;
}

/**
 * Carries a task out when it is its turn, until it is cancelled. False where later tasks have taken the
 * memory it computed in: it has to begin anew.
 */
async function computeTask(
  id: number,
  { kind, question }: TaskRequest,
  { loadTasks, reply, now, pause }: RunLoopOptions,
  { isWanted, mustWait }: Turn,
): Promise<boolean> {
  const table = await loadTasks()
    .catch(() => loadTasks())
    .catch(() => null);
  if (table === null) throw new NotFetched();
  const carryOut = table[kind] as (asked: unknown) => Generator<TaskProgress | null, TaskAnswer>;
  // Before it takes any memory.
  while (mustWait() && isWanted()) await pause();
  if (!isWanted()) return true;
  const steps = carryOut(question);
  let sliceEnd = now() + taskSlice;
  let step = nextStep(steps);
  for (; step !== null && !step.done; step = nextStep(steps)) {
    if (now() < sliceEnd) continue;
    if (step.value) reply({ call: 'task', id, progress: step.value });
    do await pause();
    while (mustWait() && isWanted());
    if (!isWanted()) {
      steps.return(undefined as never);
      return true;
    }
    sliceEnd = now() + taskSlice;
  }
  if (step === null) return false;
  if (isWanted()) reply({ call: 'task', id, answer: { kind: 'done', result: step.value } });
  return true;
}

/** null where the memory it computed in is another's by now. */
function nextStep<P, R>(steps: Generator<P, R>): IteratorResult<P, R> | null {
  try {
    return steps.next();
  } catch (error) {
    if (faultOf(error).code === 'superseded') return null;
    throw error;
  }
}

/** What carries tasks out has not come over the network. */
class NotFetched extends Error {
  readonly fault: Fault = { code: 'tasks-not-fetched', path: '', values: {} };
}

type TaskProgress = Tasks[TaskKind]['progress'];
type TaskAnswer = Tasks[TaskKind]['answer'];

/** A refusal by the engine is an error that carries its fault; anything else is a mistake of ours. */
function faultOf(error: unknown): Fault {
  if (typeof error === 'object' && error !== null && 'fault' in error) return error.fault as Fault;
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'engine-failed', path: '', values: { detail } };
}
