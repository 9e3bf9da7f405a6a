// The lock of an engine: held while it lives, watched from the page, done without where there are none; by it work is known from death.

import { describe, expect, test } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { presets } from '#config/presets.ts';
import { workerFactory } from '#testing/fake-worker.ts';
import { createClient } from './client.ts';
import { holdLife, type Locks, watchLife } from './life.ts';
import { nextTask } from './next-task.ts';
import { workerLink } from './worker-link.ts';

/** Exclusive locks, as the Web Locks API has them: who asks for a taken one waits in line. */
function exclusiveLocks(): Locks {
  const lines = new Map<string, Promise<unknown>>();
  return {
    request(name, { signal }, granted) {
      const before = lines.get(name) ?? Promise.resolve();
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('AbortError')));
      });
      const turn = before.then(() => (signal?.aborted ? undefined : granted()));
      lines.set(name, turn);
      return Promise.race([turn, aborted]);
    },
  };
}

test('a life that is held is not thought gone', async () => {
  const locks = exclusiveLocks();
  expect(await holdLife(locks, 'engine')).toBe('engine');
  let gone = false;
  const stop = watchLife(locks, 'engine', () => {
    gone = true;
  });
  for (let i = 0; i < 10; i++) await nextTask();
  expect(gone).toBe(false);
  stop();
});

test('one that has ended is', async () => {
  const locks = exclusiveLocks();
  let end = (): void => {};
  const life = new Promise<void>((resolve) => {
    end = resolve;
  });
  void locks.request('engine', {}, () => life);
  const gone = new Promise<string>((resolve) => {
    watchLife(locks, 'engine', () => resolve('gone'));
  });
  end();
  expect(await gone).toBe('gone');
});

test('who stops watching hears nothing', async () => {
  const locks = exclusiveLocks();
  let gone = false;
  watchLife(locks, 'nobody', () => {
    gone = true;
  })();
  for (let i = 0; i < 10; i++) await nextTask();
  expect(gone).toBe(false);
});

test('where there are no locks, or none are given, there is no life to watch', async () => {
  expect(await holdLife(undefined, 'engine')).toBeNull();
  const forbidden: Locks = { request: () => Promise.reject(new Error('SecurityError')) };
  expect(await holdLife(forbidden, 'engine')).toBeNull();
  watchLife(undefined, 'engine', () => {})();
});

describe('a worker that is silent in the midst of a run', () => {
  const request = { experiment: present(presets[0], 'preset').experiment, sequence: 1 };
  const ignore = (): void => {};

  /** A client whose first worker has said which lock it holds, and the lock; `runOut` ends the patience there is. */
  async function silent() {
    const locks = exclusiveLocks();
    let free = (): void => {};
    const life = new Promise<void>((resolve) => {
      free = resolve;
    });
    void locks.request('first', {}, () => life);
    await holdLife(locks, 'second');
    const { create, workers } = workerFactory({ life: 'first' }, { life: 'second' });
    const timers = new Set<() => void>();
    const notices: string[] = [];
    const client = createClient({
      links: [workerLink(create, locks)],
      handshakeTimeout: 1000,
      patience: 1000,
      startTimer(_, callback) {
        timers.add(callback);
        return () => timers.delete(callback);
      },
      notify: ({ code }) => notices.push(code),
    });
    await client.run(request, ignore);
    workers[0]?.vanish();
    const runOut = async (): Promise<void> => {
      for (let i = 0; i < 10; i++) await nextTask();
      for (const callback of [...timers]) callback();
    };
    return { client, workers, notices, runOut, free };
  }

  test('is at work until its lock is free, and then gone: the run is done anew', async () => {
    const { client, workers, notices, runOut, free } = await silent();
    const run = client.run(request, ignore);
    for (let i = 0; i < 4; i++) await runOut();
    expect(notices).toEqual([]);
    expect(workers).toHaveLength(1);
    free();
    expect((await run).kind).toBe('complete');
    expect(workers.map((worker) => worker.terminated)).toEqual([true, false]);
    expect(notices).toEqual(['engine-restarted']);
    client.dispose();
  });

  test('is not missed once the page has let it go', async () => {
    const { client, notices, runOut, free } = await silent();
    client.dispose();
    free();
    await runOut();
    expect(notices).toEqual([]);
  });
});
