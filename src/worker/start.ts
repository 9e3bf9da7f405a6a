// The client of a real page: a module worker where the frame allows one, otherwise the engine in the page.

import type { Fault } from '#base/result.ts';
import { createClient } from './client.ts';
import { inPageLink } from './in-page.ts';
import { ownLocks } from './life.ts';
import type { Client } from './protocol.ts';
import { startWaiting } from './waiting-time.ts';
import { workerAddress } from './worker-address.ts';
import { workerLink } from './worker-link.ts';

/** A worker that is forbidden fails at once, in every browser we know; one that has not answered by then will not. */
const handshakeTimeout = 30_000;
/** Of a worker that cannot be known to live: pieces of work take milliseconds, on a machine that does much else seconds. */
const patience = 20_000;

/** A frame without an origin of its own loads no worker: to ask for one would write an error to its console. */
const hasOrigin = (): boolean => globalThis.origin !== 'null';

export function startClient(notify: (fault: Fault) => void): Client {
  return createClient({
    links: [
      ...(hasOrigin()
        ? [workerLink(() => new Worker(workerAddress(), { type: 'module' }), ownLocks())]
        : []),
      inPageLink(),
    ],
    handshakeTimeout,
    patience,
    startTimer: startWaiting,
    notify,
  });
}
