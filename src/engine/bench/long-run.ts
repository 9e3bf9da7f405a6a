// One long run in a process of its own, in pieces as the page gets them: how soon the first, how long all, how much memory.

import { runSteps } from '#engine/run.ts';
import { buildModel } from '#model/model.ts';
import { unitChains } from '#trace/derived/unit-chains.ts';
import { startTrace } from '#trace/record/chunk.ts';
import { experimentOf } from './workloads.ts';

/** Asked of the process, once. */
export type LongQuestion =
  | { readonly ask: 'run'; readonly cell: string; readonly steps: number; readonly hidden: number }
  | {
      readonly ask: 'chains';
      readonly cell: string;
      readonly steps: number;
      readonly hidden: number;
      readonly top: number;
    };

export interface LongRun {
  /** Milliseconds until the first piece with values, and until the end: medians of several runs. */
  readonly first: number;
  readonly all: number;
  /** Bytes that the trace records, and the most held above what was held before; the engine's one block is beside it. */
  readonly recorded: number;
  readonly peak: number;
}

export interface ChainSearch {
  /** Milliseconds: median of several searches. */
  readonly time: number;
  readonly count: string;
}

const runs = 7;

type Size = Pick<LongQuestion, 'cell' | 'steps' | 'hidden'>;

function experiment({ cell, steps, hidden }: Size) {
  const { model, ...rest } = experimentOf({
    sequences: 1,
    steps,
    inputSize: 8,
    hiddenSize: hidden,
    outputSize: 8,
    head: 'softmax',
    everyStep: true,
  });
  return { ...rest, model: { ...model, cell } };
}

function run(size: Size): LongRun {
  const { gc } = globalThis;
  const asked = experiment(size);
  const trace = startTrace(asked, 1);
  const blocks = [trace.values, trace.gradients, trace.carried].flatMap((all) =>
    Object.values(all),
  );
  const recorded = [...blocks, trace.local, trace.losses].reduce((sum, b) => sum + b.byteLength, 0);
  const [firsts, alls, peaks]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < runs; i++) {
    gc?.();
    const before = held();
    const start = performance.now();
    let [first, peak] = [0, 0];
    for (const chunk of runSteps(asked, 1)) {
      if (chunk.kind === 'forward') first ||= performance.now() - start;
      peak = Math.max(peak, held() - before);
    }
    firsts.push(first);
    alls.push(performance.now() - start);
    peaks.push(peak);
  }
  return { first: median(firsts), all: median(alls), recorded, peak: Math.max(...peaks) };
}

function held(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function chains(size: Size & { readonly top: number }): ChainSearch {
  const asked = experiment(size);
  const steps = runSteps(asked, 1);
  let next = steps.next();
  while (!next.done) next = steps.next();
  const trace = next.value;
  const recurrent = buildModel(asked.model).parameters.find((p) => p.source?.at === 'before');
  const times: number[] = [];
  let count = '';
  for (let i = 0; i < 3 * runs; i++) {
    const start = performance.now();
    count = String(unitChains(trace, recurrent?.name ?? '', 1, 2, size.top).count);
    times.push(performance.now() - start);
  }
  return { time: median(times), count };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

process.on('message', (question: LongQuestion) => {
  process.send?.(question.ask === 'run' ? run(question) : chains(question));
});
