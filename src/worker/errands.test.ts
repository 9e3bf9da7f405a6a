// Tasks over real channels: the newest of a kind wins, a run goes before, every promise settles.

import { afterEach, describe, expect, test } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { presets } from '#config/presets.ts';
import { CAPACITY } from '#engine/kernels/memory.ts';
import { layOut } from '#engine/layout.ts';
import { rowsFor } from '#engine/pass.ts';
import { runSequence, runSteps } from '#engine/run.ts';
import { tasks } from '#engine/tasks.ts';
import { buildModel } from '#model/model.ts';
import { type FakeWorkerOptions, workerFactory } from '#testing/fake-worker.ts';
import { largeExperiment } from '#testing/large-experiment.ts';
import { stateProducts } from '#trace/state-products.ts';
import type { TaskProgress, TaskTable } from '#trace/tasks.ts';
import { createClient } from './client.ts';
import { inPageLink } from './in-page.ts';
import { nextTask } from './next-task.ts';
import type { Client, OpenLink, RunRequest } from './protocol.ts';
import { workerLink } from './worker-link.ts';

const opened: Client[] = [];

afterEach(() => {
  for (const client of opened.splice(0)) client.dispose();
});

function clientOf(links: readonly OpenLink[]): Client {
  const client = createClient({
    links,
    handshakeTimeout: 1000,
    patience: 1000,
    startTimer: () => () => {},
    notify: () => {},
  });
  opened.push(client);
  return client;
}

function withWorkers(...fakes: FakeWorkerOptions[]) {
  const factory = workerFactory(...fakes);
  return { client: clientOf([workerLink(factory.create)]), workers: factory.workers };
}

const choice = { experiment: present(presets[0], 'preset').experiment, sequence: 1 };

/** Every kind of task goes on for ever, and says how far it is. */
const endless: TaskTable = {
  ...tasks,
  *check() {
    for (let done = 0; ; done++) yield { done, all: 1e9 };
  },
};

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await nextTask();
}

describe.each([
  ['in a worker', () => withWorkers({}).client],
  ['in the page', () => clientOf([inPageLink(async () => runSteps)])],
])('%s', (_, make) => {
  test('a probe and a check answer, each its own question', async () => {
    const client = make();
    const trace = runSequence(choice.experiment, 1);
    const values = [trace.parameters[0] ?? 0];
    const [probe, check] = await Promise.all([
      client.ask('probe', { ...choice, place: 0, values }),
      client.ask('check', choice),
    ]);
    expect(probe).toEqual({ kind: 'done', result: { losses: Float64Array.of(trace.loss) } });
    expect(check).toMatchObject({ kind: 'done', result: { count: trace.model.parameterCount } });
  });
});

test('the newest of a kind wins; another kind goes on', async () => {
  const { client } = withWorkers({ tasks: endless });
  const first = client.ask('check', choice);
  const probe = client.ask('probe', { ...choice, place: 0, values: [1, 2] });
  const second = client.ask('check', choice);
  expect(await first).toEqual({ kind: 'superseded' });
  expect((await probe).kind).toBe('done');
  client.stopAsking('check');
  expect(await second).toEqual({ kind: 'superseded' });
});

test('progress is told, and a run goes before', async () => {
  const { client } = withWorkers({ tasks: endless });
  const told: TaskProgress[] = [];
  client.ask('check', choice, (progress) => told.push(progress));
  while (told.length < 2) await turns(1);
  expect(told[1]?.done).toBeGreaterThan(told[0]?.done ?? 0);
  expect((await client.run(choice, () => {})).kind).toBe('complete');
  const heard = told.length;
  while (told.length < heard + 2) await turns(1);
});

/** Work that stands still once it has begun, with its memory, until it is let go. */
function held<A extends unknown[], P, R>(work: (...asked: A) => Generator<P, R>, idle: P) {
  let begin = (): void => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let isFree = false;
  return {
    begun,
    letGo(): void {
      isFree = true;
    },
    *work(...asked: A): Generator<P, R> {
      const steps = work(...asked);
      try {
        let step = steps.next();
        begin();
        while (!isFree) yield idle;
        for (; !step.done; step = steps.next()) yield step.value;
        return step.value;
      } finally {
        steps.return(undefined as never);
      }
    },
  };
}

describe('work that does not fit into the memory side by side', () => {
  const large = { experiment: largeExperiment(0.5), sequence: 1 };
  const other = { experiment: largeExperiment(-0.5), sequence: 1 };
  const lossOf = ({ experiment }: RunRequest) => runSequence(experiment, 1).loss;
  const probe = { ...large, place: 800, values: [0.5, -0.5] };
  const probed = { losses: Float64Array.of(lossOf(large), lossOf(other)) };

  test('two of the experiments are such', () => {
    const { model, data } = large.experiment;
    const steps = data.sequences[0]?.targets.length ?? 0;
    expect(layOut(buildModel(model), rowsFor([steps])).size).toBeGreaterThan(CAPACITY / 2);
  });

  test('a task that comes in the midst of a run lets it be, and is done after it', async () => {
    const engine = held(runSteps, { kind: 'pause' } as const);
    const { client, workers } = withWorkers({ runSteps: engine.work });
    const run = client.run(large, () => {});
    await engine.begun;
    const task = client.ask('probe', probe);
    while (!workers[0]?.asked.some(({ call }) => call === 'task')) await turns(1);
    await turns(30);
    engine.letGo();
    expect(await run).toMatchObject({ kind: 'complete', trace: { loss: lossOf(large) } });
    expect(await task).toEqual({ kind: 'done', result: probed });
  });

  test('a task that two runs come into the midst of goes on after the newest', async () => {
    const oldRun = held(runSteps, { kind: 'pause' } as const);
    const begun = held(tasks.probe, null);
    const { client } = withWorkers({
      runSteps: (experiment, sequence) =>
        (experiment.title === 'old' ? oldRun.work : runSteps)(experiment, sequence),
      tasks: { ...tasks, probe: begun.work },
    });
    const task = client.ask('probe', probe);
    await begun.begun;
    const first = client.run(
      { ...large, experiment: { ...large.experiment, title: 'old' } },
      () => {},
    );
    await oldRun.begun;
    const second = client.run(other, () => {});
    expect(await first).toEqual({ kind: 'superseded' });
    expect(await second).toMatchObject({ kind: 'complete', trace: { loss: lossOf(other) } });
    begun.letGo();
    expect(await task).toEqual({ kind: 'done', result: probed });
  });

  test('a task whose memory a later one needs begins anew after it', async () => {
    const products = held(tasks.products, null);
    const { client } = withWorkers({ tasks: { ...tasks, products: products.work } });
    const first = client.ask('products', { ...other, last: 5 });
    await products.begun;
    expect(await client.ask('probe', probe)).toEqual({ kind: 'done', result: probed });
    products.letGo();
    const expected = stateProducts(runSequence(other.experiment, 1), 5);
    expect(await first).toEqual({ kind: 'done', result: expected });
  });
});

test('a crash ends tasks with a fault, and the next one has a new worker', async () => {
  const { client, workers } = withWorkers({ tasks: endless }, {});
  const check = client.ask('check', choice, () => {});
  await turns(30);
  workers[0]?.crash();
  expect(await check).toMatchObject({ kind: 'failed', fault: { code: 'run-crashed' } });
  expect((await client.ask('check', choice)).kind).toBe('done');
});

test('what the engine refuses is a fault', async () => {
  const refusing: TaskTable = {
    ...tasks,
    // biome-ignore lint/correctness/useYield: it refuses before its first piece.
    *check() {
      throw Object.assign(new Error('refused'), {
        fault: { code: 'too-large', path: '', values: {} },
      });
    },
  };
  const { client } = withWorkers({ tasks: refusing });
  expect(await client.ask('check', choice)).toMatchObject({
    kind: 'failed',
    fault: { code: 'too-large' },
  });
});

test('after dispose everything settles', async () => {
  const { client } = withWorkers({ tasks: endless });
  const check = client.ask('check', choice);
  client.dispose();
  expect(await check).toEqual({ kind: 'superseded' });
  expect(await client.ask('check', choice)).toEqual({ kind: 'superseded' });
});

test('where there is no engine, a task fails in words', async () => {
  const client = clientOf([]);
  expect(await client.ask('check', choice)).toMatchObject({
    kind: 'failed',
    fault: { code: 'no-engine' },
  });
});
