// Tasks over real channels: the newest of a key wins, others go on side by side, a run goes before, every promise settles.

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
import { stateProducts } from '#trace/derived/state-products.ts';
import type { Counted, TaskOrder, TaskTable } from '#trace/tasks/tasks.ts';
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

const check = (key: string): TaskOrder<'check'> => ({ key, kind: 'check', question: choice });

/** Every check goes on for ever, and says how far it is. */
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
    const [probe, checked] = await Promise.all([
      client.ask({ key: 'probe', kind: 'probe', question: { ...choice, place: 0, values } }),
      client.ask(check('check')),
    ]);
    expect(probe).toEqual({ kind: 'done', result: { losses: Float64Array.of(trace.loss) } });
    expect(checked).toMatchObject({ kind: 'done', result: { count: trace.model.parameterCount } });
  });
});

test('the newest of a key wins; others go on, of the same kind or of another', async () => {
  const { client, workers } = withWorkers({ tasks: endless });
  const first = client.ask(check('a'));
  const probe = client.ask({
    key: 'probe',
    kind: 'probe',
    question: { ...choice, place: 0, values: [1, 2] },
  });
  const told: Counted[] = [];
  const beside = client.ask(check('b'), (progress) => told.push(progress));
  const second = client.ask(check('a'));
  expect(await first).toEqual({ kind: 'superseded' });
  expect((await probe).kind).toBe('done');
  client.stopAsking('a');
  expect(await second).toEqual({ kind: 'superseded' });
  const heard = told.length;
  while (told.length < heard + 2) await turns(1);
  client.stopAsking('b');
  expect(await beside).toEqual({ kind: 'superseded' });
  // What nobody waits for any more is not computed any further.
  const cancelled = () => workers[0]?.asked.filter(({ call }) => call === 'cancel').length;
  while (cancelled() !== 3) await turns(1);
});

test('a key that nobody has asked by ends nothing', async () => {
  const { client } = withWorkers({});
  const asked = client.ask(check('a'));
  client.stopAsking('b');
  expect((await asked).kind).toBe('done');
});

test('progress is told, and a run goes before', async () => {
  const { client } = withWorkers({ tasks: endless });
  const told: Counted[] = [];
  client.ask(check('check'), (progress) => told.push(progress));
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

test('runs of other nets tell how many are done', async () => {
  const { client } = withWorkers({ now: steadyClock() });
  const told: Counted[] = [];
  const { experiment } = choice;
  const question = { experiments: [experiment, experiment, experiment], sequence: 1 };
  const outcome = await client.ask({ key: 'runs', kind: 'runs', question }, (progress) =>
    told.push(progress),
  );
  expect(outcome.kind).toBe('done');
  expect(told.map(({ done }) => done)).toEqual([1, 2, 3]);
  expect(told.every(({ all }) => all === 3)).toBe(true);
});

/** Ten milliseconds pass from one look at it to the next: every piece of a task fills its slice. */
function steadyClock(): () => number {
  let now = 0;
  return () => {
    now += 10;
    return now;
  };
}

describe('work that does not fit into the memory side by side', () => {
  const large = { experiment: largeExperiment(0.5), sequence: 1 };
  const other = { experiment: largeExperiment(-0.5), sequence: 1 };
  const lossOf = ({ experiment }: RunRequest) => runSequence(experiment, 1).loss;
  const probe = { ...large, place: 800, values: [0.5, -0.5] };
  const probed = { losses: Float64Array.of(lossOf(large), lossOf(other)) };
  const probeOrder = (key: string): TaskOrder<'probe'> => ({ key, kind: 'probe', question: probe });

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
    const task = client.ask(probeOrder('probe'));
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
    const task = client.ask(probeOrder('probe'));
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

  test('two of one kind that do not fit side by side are both done, the earlier after the later', async () => {
    const begun = held(tasks.probe, null);
    let asked = 0;
    const { client } = withWorkers({
      tasks: {
        ...tasks,
        probe: (question) => (asked++ === 0 ? begun.work : tasks.probe)(question),
      },
    });
    const first = client.ask(probeOrder('first'));
    await begun.begun;
    const settled: string[] = [];
    const question = { ...other, place: 800, values: [-0.5, 0.5] };
    const second = client.ask({ key: 'second', kind: 'probe', question });
    first.then(() => settled.push('first'));
    second.then(() => settled.push('second'));
    const expected = { losses: Float64Array.of(lossOf(other), lossOf(large)) };
    expect(await second).toEqual({ kind: 'done', result: expected });
    begun.letGo();
    expect(await first).toEqual({ kind: 'done', result: probed });
    expect(settled).toEqual(['second', 'first']);
  });

  test('two runs and two tasks: none takes the numbers of another', async () => {
    const begun = held(tasks.probe, null);
    const { client } = withWorkers({ tasks: { ...tasks, probe: begun.work } });
    const probed = client.ask(probeOrder('probe'));
    await begun.begun;
    const old = client.run({ ...large }, () => {});
    const products = client.ask({
      key: 'products',
      kind: 'products',
      question: { ...other, last: 5 },
    });
    const newest = client.run(other, () => {});
    expect(await old).toEqual({ kind: 'superseded' });
    expect(await newest).toMatchObject({ kind: 'complete', trace: { loss: lossOf(other) } });
    const expected = stateProducts(runSequence(other.experiment, 1), 5);
    expect(await products).toEqual({ kind: 'done', result: expected });
    begun.letGo();
    expect(await probed).toMatchObject({
      result: { losses: Float64Array.of(lossOf(large), lossOf(other)) },
    });
  });

  test('a task whose memory a later one needs begins anew after it', async () => {
    const products = held(tasks.products, null);
    const { client } = withWorkers({ tasks: { ...tasks, products: products.work } });
    const first = client.ask({
      key: 'products',
      kind: 'products',
      question: { ...other, last: 5 },
    });
    await products.begun;
    expect(await client.ask(probeOrder('probe'))).toEqual({ kind: 'done', result: probed });
    products.letGo();
    const expected = stateProducts(runSequence(other.experiment, 1), 5);
    expect(await first).toEqual({ kind: 'done', result: expected });
  });
});

test('a crash ends tasks with a fault, and the next one has a new worker', async () => {
  const { client, workers } = withWorkers({ tasks: endless }, {});
  const asked = client.ask(check('check'));
  await turns(30);
  workers[0]?.crash();
  expect(await asked).toMatchObject({ kind: 'failed', fault: { code: 'run-crashed' } });
  expect((await client.ask(check('check'))).kind).toBe('done');
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
  expect(await client.ask(check('check'))).toMatchObject({
    kind: 'failed',
    fault: { code: 'too-large' },
  });
});

test('after dispose everything settles', async () => {
  const { client } = withWorkers({ tasks: endless });
  const asked = client.ask(check('check'));
  client.dispose();
  expect(await asked).toEqual({ kind: 'superseded' });
  expect(await client.ask(check('check'))).toEqual({ kind: 'superseded' });
});

test('where there is no engine, a task fails in words', async () => {
  const client = clientOf([]);
  expect(await client.ask(check('check'))).toMatchObject({
    kind: 'failed',
    fault: { code: 'no-engine' },
  });
});
