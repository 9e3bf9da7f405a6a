// What page and engine say to each other: one table of calls, and the Client the store is handed.

import type { Fault } from '#base/result.ts';
import type { Experiment } from '#config/experiment.ts';
import type { RunChunk } from '#trace/record/chunk.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { TaskKind, TaskOrder, Tasks } from '#trace/tasks/tasks.ts';

/** Grows with every change of the messages: a worker file left over from another build is not spoken to. */
export const protocolVersion = 5;

/** One run: one sequence (from 1) of an experiment. */
export interface RunRequest {
  readonly experiment: Experiment;
  readonly sequence: number;
}

/** A question of some kind of task. */
export type TaskRequest = {
  readonly [K in TaskKind]: { readonly kind: K; readonly question: Tasks[K]['question'] };
}[TaskKind];

/** Every call: what is asked, what may come in between, and how it is answered (at most once). */
export interface Calls {
  /** The handshake; the first message on every link. */
  readonly hello: {
    readonly ask: { readonly protocol: number };
    readonly progress: never;
    readonly answer: {
      readonly protocol: number;
      /** Name of a lock that the engine holds for as long as it lives; null where it can hold none. */
      readonly life: string | null;
    };
  };
  /** A new run ends the one before it; the ended one is not answered. */
  readonly run: {
    readonly ask: RunRequest;
    readonly progress: { readonly chunks: readonly RunChunk[] };
    readonly answer:
      | { readonly kind: 'complete'; readonly chunks: readonly RunChunk[] }
      | { readonly kind: 'failed'; readonly fault: Fault };
  };
  /** Work beside the run; several go on side by side, each until it is answered or cancelled. */
  readonly task: {
    readonly ask: TaskRequest;
    readonly progress: Tasks[TaskKind]['progress'];
    readonly answer:
      | { readonly kind: 'done'; readonly result: Tasks[TaskKind]['answer'] }
      | { readonly kind: 'failed'; readonly fault: Fault };
  };
  /** Ends the run or the task with the same id. Not answered. */
  readonly cancel: {
    readonly ask: null;
    readonly progress: never;
    readonly answer: never;
  };
}

export type CallName = keyof Calls;

/** Page → engine. */
export type Ask = {
  readonly [C in CallName]: {
    readonly call: C;
    readonly id: number;
    readonly ask: Calls[C]['ask'];
  };
}[CallName];

/** Engine → page. `id` is that of the ask. */
export type Reply = {
  readonly [C in CallName]:
    | { readonly call: C; readonly id: number; readonly progress: Calls[C]['progress'] }
    | { readonly call: C; readonly id: number; readonly answer: Calls[C]['answer'] };
}['hello' | 'run' | 'task'];

/** An open line to an engine, in a worker or in the page. */
export interface Link {
  post(ask: Ask): void;
  /** Nothing is heard from it afterwards. */
  close(): void;
}

export interface LinkEvents {
  reply(reply: Reply): void;
  /** The engine is gone, or a message was lost: nothing can be expected from the link any more. */
  died(): void;
}

/** Opens a link; may throw where the environment forbids it. Events come later, never during the call. */
export type OpenLink = (events: LinkEvents) => Link;

/** How a run ended. `superseded`: a newer run, `cancel` or `dispose` came before its end. */
export type RunOutcome =
  | { readonly kind: 'complete'; readonly trace: Trace }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** How a task ended. `superseded`: a newer one of its key, `stopAsking` or `dispose` came before its end. */
export type TaskOutcome<K extends TaskKind> =
  | { readonly kind: 'done'; readonly result: Tasks[K]['answer'] }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** What the store asks for runs. The newest run wins. */
export interface Client {
  /**
   * Starts a run and ends the one in flight. `onProgress` is given the growing trace whenever pieces of it come.
   * The promise always settles and never rejects.
   */
  run(request: RunRequest, onProgress: (trace: Trace) => void): Promise<RunOutcome>;
  cancel(): void;
  /**
   * Asks for work beside the run; the newest of a key wins, others go on side by side. A run goes before: tasks wait
   * while one is under way. The promise always settles and never rejects.
   */
  ask<K extends TaskKind>(
    order: TaskOrder<K>,
    onProgress?: (progress: Tasks[K]['progress']) => void,
  ): Promise<TaskOutcome<K>>;
  /** Ends the task of that key that is under way. */
  stopAsking(key: string): void;
  /** Ends everything; later runs settle as superseded. */
  dispose(): void;
}
