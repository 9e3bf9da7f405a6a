// The page's side: numbers the runs, lets the newest win, and sees to it that every run settles whatever happens to the engine.

import type { Fault } from '#base/result.ts';
import { mergeChunk, type RunChunk, startTrace } from '#trace/record/chunk.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { createErrands } from './errands.ts';
import type { Client, Reply, RunOutcome, RunRequest } from './protocol.ts';

export interface ClientOptions extends ConnectionOptions {
  /** Tells the user that an engine has crashed and another has taken over. */
  notify(fault: Fault): void;
}

/** The run in flight. */
interface Flight {
  readonly id: number;
  readonly request: RunRequest;
  readonly onProgress: (trace: Trace) => void;
  readonly settle: (outcome: RunOutcome) => void;
  trace: Trace | null;
  /** An engine has crashed on it once. */
  retried: boolean;
}

export function createClient(options: ClientOptions): Client {
  let flight: Flight | null = null;
  let lastId = 0;
  let disposed = false;
  const connection = createConnection(options, { reply: hear, lost: lose });
  const errands = createErrands(connection.post, () => ++lastId);

  function settle(outcome: RunOutcome): void {
    const settled = flight;
    flight = null;
    settled?.settle(outcome);
  }

  /** Asks for the run in flight, from its start. */
  function send(): void {
    if (flight === null) return;
    flight.trace = null;
    const { id, request } = flight;
    if (!connection.post({ call: 'run', id, ask: request })) settle(failed('no-engine'));
  }

  function lose(how: 'no-start' | 'crash'): void {
    // One of the tasks may be what it crashed on.
    if (how === 'crash') errands.failAll(faultOf('run-crashed'));
    if (how === 'crash' && flight?.retried) settle(failed('run-crashed'));
    else if (how === 'crash') options.notify(faultOf('engine-restarted'));
    if (how === 'crash' && flight) flight.retried = true;
    send();
    errands.resend();
  }

  function hear(reply: Reply): void {
    if (reply.call === 'task') errands.hear(reply);
    if (flight === null || reply.call !== 'run' || reply.id !== flight.id) return;
    if ('progress' in reply) flight.onProgress(extended(flight, reply.progress.chunks));
    else if (reply.answer.kind === 'failed') settle(reply.answer);
    else settle({ kind: 'complete', trace: extended(flight, reply.answer.chunks) });
  }

  return {
    run(request, onProgress) {
      if (disposed) return Promise.resolve({ kind: 'superseded' });
      settle({ kind: 'superseded' });
      return new Promise((resolve) => {
        flight = {
          id: ++lastId,
          request,
          onProgress,
          settle: resolve,
          trace: null,
          retried: false,
        };
        send();
      });
    },
    cancel() {
      if (flight) connection.post({ call: 'cancel', id: flight.id, ask: null });
      settle({ kind: 'superseded' });
    },
    ask: errands.ask,
    stopAsking: errands.stopAsking,
    dispose() {
      disposed = true;
      errands.dispose();
      connection.close();
      settle({ kind: 'superseded' });
    },
  };
}

function faultOf(code: string): Fault {
  return { code, path: '', values: {} };
}

function failed(code: string): RunOutcome {
  return { kind: 'failed', fault: faultOf(code) };
}

/** The trace of a run with more of its chunks; started with the first, so that a refused run takes no memory. */
function extended(flight: Flight, chunks: readonly RunChunk[]): Trace {
  const { experiment, sequence } = flight.request;
  const [first] = chunks;
  const parameters = first?.kind === 'start' ? first.parameters : undefined;
  let trace = flight.trace ?? startTrace(experiment, sequence, undefined, parameters);
  for (const chunk of chunks) trace = mergeChunk(trace, chunk);
  flight.trace = trace;
  return trace;
}
