// The page's side of tasks: for each key the newest one, its progress, and how it settles.

import type { Fault } from '#base/result.ts';
import type { TaskKind, TaskOrder, Tasks } from '#trace/tasks/tasks.ts';
import type { Ask, Client, Reply, TaskOutcome, TaskRequest } from './protocol.ts';

interface Errand {
  readonly id: number;
  readonly key: string;
  readonly request: TaskRequest;
  onProgress(progress: Tasks[TaskKind]['progress']): void;
  settle(outcome: TaskOutcome<TaskKind>): void;
}

export interface Errands extends Pick<Client, 'ask' | 'stopAsking'> {
  hear(reply: Extract<Reply, { readonly call: 'task' }>): void;
  /** Asks again for all that is under way. */
  resend(): void;
  failAll(fault: Fault): void;
  /** Everything settles as superseded. */
  dispose(): void;
}

/** `post` is false where no engine can be reached; `nextId` gives numbers that no run has. */
export function createErrands(post: (ask: Ask) => boolean, nextId: () => number): Errands {
  const errands = new Map<string, Errand>();
  let disposed = false;

  function end(key: string, outcome: TaskOutcome<TaskKind>): void {
    const errand = errands.get(key);
    errands.delete(key);
    errand?.settle(outcome);
  }

  function send({ id, key, request }: Errand): void {
    const sent = post({ call: 'task', id, ask: request });
    if (!sent) end(key, failed({ code: 'no-engine', path: '', values: {} }));
  }

  function stopAsking(key: string): void {
    const errand = errands.get(key);
    if (errand) post({ call: 'cancel', id: errand.id, ask: null });
    end(key, { kind: 'superseded' });
  }

  return {
    ask<K extends TaskKind>(
      { key, kind, question }: TaskOrder<K>,
      onProgress: (progress: Tasks[K]['progress']) => void = () => {},
    ) {
      if (disposed) return Promise.resolve<TaskOutcome<K>>({ kind: 'superseded' });
      stopAsking(key);
      return new Promise<TaskOutcome<K>>((resolve) => {
        const request = { kind, question } as unknown as TaskRequest;
        // Progress and answer have the kind of their question: the id says so.
        const settle = resolve as (outcome: TaskOutcome<TaskKind>) => void;
        const errand: Errand = { id: nextId(), key, request, onProgress, settle };
        errands.set(key, errand);
        send(errand);
      });
    },
    stopAsking,
    hear(reply) {
      const errand = [...errands.values()].find(({ id }) => id === reply.id);
      if (!errand) return;
      if ('progress' in reply) errand.onProgress(reply.progress);
      else end(errand.key, reply.answer);
    },
    resend() {
      for (const errand of [...errands.values()]) send(errand);
    },
    failAll(fault) {
      for (const key of [...errands.keys()]) end(key, failed(fault));
    },
    dispose() {
      disposed = true;
      for (const key of [...errands.keys()]) end(key, { kind: 'superseded' });
    },
  };
}

function failed(fault: Fault): TaskOutcome<TaskKind> {
  return { kind: 'failed', fault };
}
