// The page's side of tasks: for each kind the newest one, its progress, and how it settles.

import type { Fault } from '#base/result.ts';
import type { TaskKind, TaskProgress, Tasks } from '#trace/tasks.ts';
import type { Ask, Client, Reply, TaskOutcome, TaskRequest } from './protocol.ts';

interface Errand {
  readonly id: number;
  readonly request: TaskRequest;
  onProgress(progress: TaskProgress): void;
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
  const errands = new Map<TaskKind, Errand>();
  let disposed = false;

  function end(kind: TaskKind, outcome: TaskOutcome<TaskKind>): void {
    const errand = errands.get(kind);
    errands.delete(kind);
    errand?.settle(outcome);
  }

  function send({ id, request }: Errand): void {
    const sent = post({ call: 'task', id, ask: request });
    if (!sent) end(request.kind, failed({ code: 'no-engine', path: '', values: {} }));
  }

  function stopAsking(kind: TaskKind): void {
    const errand = errands.get(kind);
    if (errand) post({ call: 'cancel', id: errand.id, ask: null });
    end(kind, { kind: 'superseded' });
  }

  function failAll(fault: Fault): void {
    for (const kind of [...errands.keys()]) end(kind, failed(fault));
  }

  return {
    ask<K extends TaskKind>(
      kind: K,
      question: Tasks[K]['question'],
      onProgress: (progress: TaskProgress) => void = () => {},
    ) {
      if (disposed) return Promise.resolve<TaskOutcome<K>>({ kind: 'superseded' });
      stopAsking(kind);
      return new Promise<TaskOutcome<K>>((resolve) => {
        const request = { kind, question } as unknown as TaskRequest;
        // An answer has the kind of its question: the id says so.
        const settle = resolve as (outcome: TaskOutcome<TaskKind>) => void;
        const errand: Errand = { id: nextId(), request, onProgress, settle };
        errands.set(kind, errand);
        send(errand);
      });
    },
    stopAsking,
    hear(reply) {
      const errand = [...errands.values()].find(({ id }) => id === reply.id);
      if (!errand) return;
      if ('progress' in reply) errand.onProgress(reply.progress);
      else end(errand.request.kind, reply.answer);
    },
    resend() {
      for (const errand of [...errands.values()]) send(errand);
    },
    failAll,
    dispose() {
      disposed = true;
      for (const kind of [...errands.keys()]) end(kind, { kind: 'superseded' });
    },
  };
}

function failed(fault: Fault): TaskOutcome<TaskKind> {
  return { kind: 'failed', fault };
}
