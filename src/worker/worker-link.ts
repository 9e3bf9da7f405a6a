// A link to a worker: its messages, and every way in which it can be lost.

import { type Locks, watchLife } from './life.ts';
import type { OpenLink, Reply } from './protocol.ts';

/** Opens links to new workers. Throws where `create` throws: some frames forbid workers that way. */
export function workerLink(create: () => Worker, locks?: Locks): OpenLink {
  return ({ reply, died }) => {
    const worker = create();
    let stopWatching: (() => void) | null = null;
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const life = data.call === 'hello' && 'answer' in data ? data.answer.life : null;
      if (life !== null) stopWatching ??= watchLife(locks, life, died);
      reply(data);
    };
    // Other frames forbid workers by an `error` event; later, an error means that the worker has crashed.
    worker.onerror = (event) => {
      event.preventDefault();
      died();
    };
    worker.onmessageerror = died;
    return {
      post: (ask) => worker.postMessage(ask),
      close() {
        stopWatching?.();
        worker.onmessage = null;
        worker.onerror = null;
        worker.onmessageerror = null;
        worker.terminate();
      },
    };
  };
}
