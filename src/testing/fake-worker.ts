// A worker that lives in the test: real messages over a real channel, and ways to go wrong.

import { runSteps } from '#engine/run.ts';
import { tasks } from '#engine/tasks.ts';
import { buffersOf } from '#trace/record/chunk.ts';
import type { TaskTable } from '#trace/tasks/tasks.ts';
import { nextTask } from '#worker/next-task.ts';
import type { Ask, Reply } from '#worker/protocol.ts';
import { createRunLoop, type RunLoop, type RunSteps } from '#worker/run-loop.ts';

export interface FakeWorkerOptions {
  /** What it says to `hello`; null: nothing, ever. */
  readonly protocol?: number | null;
  readonly runSteps?: RunSteps;
  readonly tasks?: TaskTable;
  /** Milliseconds between two looks at its messages, by its own clock. */
  readonly slice?: number;
  /** That clock; where none is given, a millisecond passes from one look at it to the next. */
  readonly now?: () => number;
  /** The lock it says it holds. */
  readonly life?: string;
}

/** Behaves as a Worker does towards the page: structured clones, transferred buffers, events in later tasks. */
export class FakeWorker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  terminated = false;
  /** Everything the page has asked. */
  readonly asked: Ask[] = [];
  readonly #page: MessagePort;
  readonly #inside: MessagePort;
  readonly #loop: RunLoop;

  constructor(options: FakeWorkerOptions = {}) {
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    this.#inside = port2;
    port1.onmessage = (event) => this.onmessage?.(event);
    let looks = 0;
    this.#loop = createRunLoop({
      runSteps: options.runSteps ?? runSteps,
      loadTasks: async () => options.tasks ?? tasks,
      slice: options.slice ?? 16,
      now: options.now ?? (() => looks++),
      pause: nextTask,
      life: options.life ?? null,
      reply: (reply) => this.#reply(reply, options.protocol),
    });
    port2.onmessage = ({ data }: MessageEvent<Ask>) => {
      this.asked.push(data);
      if (!this.terminated) this.#loop.receive(data);
    };
  }

  postMessage(ask: Ask): void {
    // biome-ignore lint/nursery/noJsRestrictedProperties: the other side of the worker's channel.
    this.#page.postMessage(ask);
  }

  terminate(): void {
    this.terminated = true;
    this.#loop.stop();
    this.#page.close();
    this.#inside.close();
  }

  /** As when its process is ended: it does nothing more, and no event tells. */
  vanish(): void {
    this.#loop.stop();
    this.#inside.close();
  }

  /** An uncaught error inside, or a script that could not be loaded. */
  crash(): void {
    this.onerror?.({ preventDefault() {} } as ErrorEvent);
  }

  /** A message that could not be read. */
  garble(): void {
    this.onmessageerror?.({} as MessageEvent);
  }

  #reply(reply: Reply, protocol: number | null | undefined): void {
    if (this.terminated) return;
    if (reply.call === 'hello' && protocol === null) return;
    const answered = reply.call === 'hello' && protocol !== undefined;
    const message = answered ? { ...reply, answer: { protocol, life: null } } : reply;
    const body = 'progress' in reply ? reply.progress : reply.answer;
    // biome-ignore lint/nursery/noJsRestrictedProperties: the other side of the worker's channel.
    this.#inside.postMessage(message, 'chunks' in body ? body.chunks.flatMap(buffersOf) : []);
  }
}

/** Hands out fake workers in turn, and remembers them. */
export function workerFactory(...options: readonly FakeWorkerOptions[]): {
  create(): Worker;
  readonly workers: FakeWorker[];
} {
  const workers: FakeWorker[] = [];
  return {
    workers,
    create() {
      const worker = new FakeWorker(options[workers.length] ?? options.at(-1));
      workers.push(worker);
      // The client uses no more of a Worker than the fake has.
      return worker as unknown as Worker;
    },
  };
}
