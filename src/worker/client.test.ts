// The client over real channels: order, the newest run, crashes, environments without workers. Nothing may hang.

import { afterEach, describe, expect, test } from 'vitest';
import type { Fault } from '#base/result.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence, runSteps } from '#engine/run.ts';
import { type FakeWorker, type FakeWorkerOptions, workerFactory } from '#testing/fake-worker.ts';
import type { Trace } from '#trace/record/trace.ts';
import { createClient } from './client.ts';
import { inPageLink } from './in-page.ts';
import { nextTask } from './next-task.ts';
import {
  type Ask,
  type Client,
  type LinkEvents,
  type OpenLink,
  protocolVersion,
  type Reply,
  type RunRequest,
} from './protocol.ts';
import type { RunSteps } from './run-loop.ts';
import { workerLink } from './worker-link.ts';

const opened: Client[] = [];

afterEach(() => {
  for (const client of opened.splice(0)) client.dispose();
});

interface Setting {
  readonly client: Client;
  readonly workers: readonly FakeWorker[];
  readonly notices: readonly Fault[];
  /** Lets the timers run out that there are now. */
  runOut(): void;
}

function setting(
  links: (worker: OpenLink) => readonly OpenLink[],
  ...fakes: FakeWorkerOptions[]
): Setting {
  const factory = workerFactory(...fakes);
  const notices: Fault[] = [];
  const timers = new Set<() => void>();
  const client = createClient({
    links: links(workerLink(factory.create)),
    handshakeTimeout: 1000,
    patience: 1000,
    startTimer(_, callback) {
      timers.add(callback);
      return () => timers.delete(callback);
    },
    notify: (fault) => notices.push(fault),
  });
  opened.push(client);
  return {
    client,
    workers: factory.workers,
    notices,
    runOut() {
      for (const callback of [...timers]) callback();
    },
  };
}

const onlyWorker = (worker: OpenLink): readonly OpenLink[] => [worker];
const engineInPage: OpenLink = inPageLink(async () => runSteps);
const withFallback = (worker: OpenLink): readonly OpenLink[] => [worker, engineInPage];
const forbidden: OpenLink = () => {
  throw new Error('Workers are forbidden here');
};

function request(sequence = 1): RunRequest {
  const experiment = presetOf('sentiment')?.experiment;
  if (!experiment) throw new Error('no preset');
  return { experiment, sequence };
}

const ignore = (): void => {};

/** An engine that takes many slices, and its clock: 20 ms go by before every piece. */
function slowEngine(): Required<Pick<FakeWorkerOptions, 'runSteps' | 'now'>> {
  let time = 0;
  return {
    now: () => time,
    *runSteps(experiment, sequence) {
      for (const piece of runSteps(experiment, sequence)) {
        for (let i = 0; i < 20; i++) {
          time += 1;
          yield { kind: 'pause' };
        }
        yield piece;
      }
      return runSequence(experiment, sequence);
    },
  };
}

/** Never comes to its end. */
const forever: RunSteps = function* () {
  for (;;) yield { kind: 'pause' };
};

const refusing: RunSteps = () => {
  throw Object.assign(new Error('refused'), {
    fault: { code: 'too large', path: 'model', values: { max: 1 } },
  });
};

async function tasks(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await nextTask();
}

describe.each([
  ['in a worker', onlyWorker],
  ['in the page', () => [engineInPage]],
])('a run %s', (_, links) => {
  test('comes back as the engine made it, to the bit', async () => {
    const { client } = setting(links);
    const outcome = await client.run(request(2), ignore);
    expect(outcome).toEqual({ kind: 'complete', trace: runSequence(request().experiment, 2) });
  });

  test('the newest of several wins, the others settle as superseded', async () => {
    const { client } = setting(links);
    const runs = [1, 2, 3].map((sequence) => client.run(request(sequence), ignore));
    const outcomes = await Promise.all(runs);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([
      'superseded',
      'superseded',
      'complete',
    ]);
    expect(outcomes[2]).toMatchObject({ trace: { sequence: 3 } });
  });

  test('after dispose every run settles, those in flight and those to come', async () => {
    const { client, workers } = setting(links);
    const inFlight = client.run(request(), ignore);
    client.dispose();
    expect(await inFlight).toEqual({ kind: 'superseded' });
    expect(await client.run(request(), ignore)).toEqual({ kind: 'superseded' });
    expect(workers.every((worker) => worker.terminated)).toBe(true);
  });

  test('can be cancelled, and the next one runs', async () => {
    const { client } = setting(links);
    const cancelled = client.run(request(), ignore);
    client.cancel();
    expect(await cancelled).toEqual({ kind: 'superseded' });
    expect((await client.run(request(), ignore)).kind).toBe('complete');
  });
});

describe('a long run', () => {
  test('is streamed: progress grows, and ends in the trace of the outcome', async () => {
    const { client } = setting(onlyWorker, { ...slowEngine(), slice: 4 });
    const seen: Trace[] = [];
    const outcome = await client.run(request(), (trace) => seen.push(trace));
    const forward = seen.map((trace) => trace.progress.forward);
    expect(seen.length).toBeGreaterThan(1);
    expect(forward).toEqual([...forward].sort((a, b) => a - b));
    expect(seen.every((trace) => !trace.progress.complete)).toBe(true);
    expect(outcome.kind === 'complete' && outcome.trace.progress.complete).toBe(true);
  });

  test('gives way to a newer one, although it would never end', async () => {
    let left = false;
    const engine: RunSteps = function* (experiment, sequence) {
      try {
        return yield* (sequence === 1 ? forever : runSteps)(experiment, sequence);
      } finally {
        if (sequence === 1) left = true;
      }
    };
    const { client, workers } = setting(onlyWorker, { runSteps: engine, slice: 1 });
    const endless = client.run(request(1), ignore);
    await tasks(20);
    const newest = client.run(request(2), ignore);
    expect(await endless).toEqual({ kind: 'superseded' });
    expect((await newest).kind).toBe('complete');
    await tasks(20);
    expect(left).toBe(true);
    expect(workers.length).toBe(1);
  });

  test('is heard no more once it is superseded', async () => {
    const { client } = setting(onlyWorker, { ...slowEngine(), slice: 1 });
    const seen: number[] = [];
    const first = client.run(request(1), (trace) => seen.push(trace.sequence));
    await tasks(20);
    const second = client.run(request(2), ignore);
    const before = seen.length;
    await Promise.all([first, second]);
    expect(seen.length).toBe(before);
  });
});

describe('an engine whose answers the test writes', () => {
  test('a late answer to an older run is not taken for one to the newest', async () => {
    const { link, asked, reply } = scriptedLink();
    const { client } = setting(() => [link]);
    client.run(request(1), ignore);
    const newest = client.run(request(2), ignore);
    reply(0, completeAnswer(asked[1]?.id ?? 0, 1));
    await tasks(2);
    reply(0, completeAnswer(asked[2]?.id ?? 0, 2));
    expect(await newest).toMatchObject({
      kind: 'complete',
      trace: { loss: runSequence(request().experiment, 2).loss },
    });
  });

  test('a repeated run begins anew: nothing of the crashed one is in it', async () => {
    const { link, asked, reply, die } = scriptedLink();
    const { client } = setting(() => [link]);
    const seen: Trace[] = [];
    client.run(request(), (trace) => seen.push(trace));
    const id = asked[1]?.id ?? 0;
    const chunks = [...runSteps(request().experiment, 1)];
    const forward = chunks.filter((chunk) => chunk.kind === 'forward');
    const backward = chunks.filter((chunk) => chunk.kind === 'backward');
    reply(0, { call: 'run', id, progress: { chunks: [...forward, ...backward] } });
    die(0);
    reply(1, { call: 'run', id, progress: { chunks: forward } });
    expect(seen.map((trace) => trace.progress.backward)).toEqual([1, 4]);
  });
});

/** Links that say hello at once; the test writes every other message. */
function scriptedLink(): {
  link: OpenLink;
  readonly asked: Ask[];
  reply(link: number, reply: Reply): void;
  die(link: number): void;
} {
  const asked: Ask[] = [];
  const events: LinkEvents[] = [];
  return {
    asked,
    reply: (link, reply) => events[link]?.reply(reply),
    die: (link) => events[link]?.died(),
    link(listener) {
      events.push(listener);
      return {
        post(ask) {
          asked.push(ask);
          if (ask.call !== 'run') return;
          const answer = { protocol: protocolVersion, life: null };
          listener.reply({ call: 'hello', id: 0, answer });
        },
        close() {},
      };
    },
  };
}

function completeAnswer(id: number, sequence: number): Reply {
  const chunks = [...runSteps(request().experiment, sequence)];
  return { call: 'run', id, answer: { kind: 'complete', chunks } };
}

describe('a refusal', () => {
  test('of the engine comes back as its fault', async () => {
    const { client, notices } = setting(onlyWorker, { runSteps: refusing });
    expect(await client.run(request(), ignore)).toEqual({
      kind: 'failed',
      fault: { code: 'too large', path: 'model', values: { max: 1 } },
    });
    expect(notices).toEqual([]);
  });

  test('a mistake inside the engine settles the run, and the engine goes on', async () => {
    let runs = 0;
    const broken: RunSteps = (experiment, sequence) => {
      runs += 1;
      if (runs === 1) throw new TypeError('ours');
      return runSteps(experiment, sequence);
    };
    const { client } = setting(onlyWorker, { runSteps: broken });
    expect(await client.run(request(), ignore)).toMatchObject({
      kind: 'failed',
      fault: { code: 'engine-failed', values: { detail: 'ours' } },
    });
    expect((await client.run(request(), ignore)).kind).toBe('complete');
  });
});

describe('a crash', () => {
  test('starts another worker, repeats the run once, and tells the user once', async () => {
    const { client, workers, notices } = setting(onlyWorker, { runSteps: forever, slice: 1 }, {});
    const run = client.run(request(), ignore);
    await tasks(20);
    workers[0]?.crash();
    expect((await run).kind).toBe('complete');
    expect(workers.map((worker) => worker.terminated)).toEqual([true, false]);
    expect(notices.map((notice) => notice.code)).toEqual(['engine-restarted']);
  });

  test('that nothing tells is noticed by the silence', async () => {
    const { client, workers, notices, runOut } = setting(onlyWorker, {}, {});
    await client.run(request(), ignore);
    workers[0]?.vanish();
    const run = client.run(request(), ignore);
    runOut();
    await tasks(20);
    expect(notices).toEqual([]);
    runOut();
    expect((await run).kind).toBe('complete');
    expect(workers.map((worker) => worker.terminated)).toEqual([true, false]);
    expect(notices.map((notice) => notice.code)).toEqual(['engine-restarted']);
  });

  test('is not thought of a worker that computes for long', async () => {
    const { client, workers, notices, runOut } = setting(onlyWorker, {
      runSteps: forever,
      slice: 1,
    });
    client.run(request(), ignore);
    for (let i = 0; i < 4; i++) {
      await tasks(40);
      runOut();
    }
    expect(notices).toEqual([]);
    expect(workers.length).toBe(1);
  });

  test('nothing is waited for once all is answered', async () => {
    const { client, workers, notices, runOut } = setting(onlyWorker);
    await client.run(request(), ignore);
    const asked = workers[0]?.asked.length;
    runOut();
    runOut();
    await tasks(5);
    expect(workers[0]?.asked.length).toBe(asked);
    expect(notices).toEqual([]);
  });

  test('a lost message counts as one', async () => {
    const { client, workers, notices } = setting(onlyWorker, { runSteps: forever, slice: 1 }, {});
    const run = client.run(request(), ignore);
    await tasks(20);
    workers[0]?.garble();
    expect((await run).kind).toBe('complete');
    expect(notices.length).toBe(1);
  });

  test('a run that crashes its worker twice fails; the run after it has a new worker', async () => {
    const endless = { runSteps: forever, slice: 1 };
    const { client, workers, notices } = setting(onlyWorker, endless, endless, {});
    const run = client.run(request(), ignore);
    await tasks(20);
    workers[0]?.crash();
    await tasks(20);
    workers[1]?.crash();
    expect(await run).toMatchObject({ kind: 'failed', fault: { code: 'run-crashed' } });
    expect(notices.length).toBe(1);
    expect((await client.run(request(), ignore)).kind).toBe('complete');
    expect(workers.length).toBe(3);
  });

  test('of an idle worker costs nothing until the next run', async () => {
    const { client, workers } = setting(onlyWorker);
    await client.run(request(), ignore);
    workers[0]?.crash();
    expect(workers.length).toBe(1);
    expect((await client.run(request(), ignore)).kind).toBe('complete');
    expect(workers.length).toBe(2);
  });

  test('of a worker that was let go is not heard', async () => {
    const { client, workers, notices } = setting(onlyWorker);
    await client.run(request(), ignore);
    client.dispose();
    workers[0]?.crash();
    expect(notices).toEqual([]);
    expect(workers.length).toBe(1);
  });
});

describe('where no worker can start, the page takes over', () => {
  test('when the constructor throws', async () => {
    const { client, notices } = setting(() => [forbidden, engineInPage]);
    expect((await client.run(request(), ignore)).kind).toBe('complete');
    expect(notices).toEqual([]);
  });

  test('when an error event comes instead of an answer', async () => {
    const { client, workers, notices } = setting(withFallback, { protocol: null });
    const run = client.run(request(), ignore);
    workers[0]?.crash();
    expect((await run).kind).toBe('complete');
    expect(workers[0]?.terminated).toBe(true);
    expect(notices).toEqual([]);
    expect((await client.run(request(), ignore)).kind).toBe('complete');
    expect(workers.length).toBe(1);
  });

  test('when no answer comes in time', async () => {
    const { client, runOut } = setting(withFallback, { protocol: null });
    const run = client.run(request(), ignore);
    runOut();
    expect((await run).kind).toBe('complete');
  });

  test('when the worker is of another version', async () => {
    const { client, workers } = setting(withFallback, { protocol: 99 });
    expect((await client.run(request(), ignore)).kind).toBe('complete');
    expect(workers[0]?.terminated).toBe(true);
  });

  test('the handshake timer is no longer there once the worker has answered', async () => {
    const { client, workers, runOut } = setting(withFallback);
    await client.run(request(), ignore);
    runOut();
    expect(workers[0]?.terminated).toBe(false);
  });
});

describe('where there is no engine at all', () => {
  test('a run fails with a sentence, and the next one tries everything again', async () => {
    let loads = 0;
    const broken = inPageLink(() => {
      loads += 1;
      return loads === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(runSteps);
    });
    const { client } = setting(() => [forbidden, broken]);
    expect(await client.run(request(), ignore)).toMatchObject({
      kind: 'failed',
      fault: { code: 'no-engine' },
    });
    expect((await client.run(request(), ignore)).kind).toBe('complete');
  });
});
