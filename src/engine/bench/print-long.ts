// The figures of chains of units and of long runs, and how they grow.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cells } from '#model/cells/all.ts';
import type { ChainSearch, LongQuestion, LongRun } from './long-run.ts';

const lengths = [500, 1000, 2000];
const hidden = 64;
/** What is asked of the strongest chains, in milliseconds. */
const chainBar = 100;

/** In a process of its own, with a garbage collector that can be called. */
function ask<Answer>(question: LongQuestion): Promise<Answer> {
  const file = fileURLToPath(new URL('long-run.ts', import.meta.url));
  const child = fork(file, [], {
    serialization: 'advanced',
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  return new Promise<Answer>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the process has ended')));
    child.once('message', (answer) => {
      child.removeAllListeners('exit');
      child.kill();
      resolve(answer as Answer);
    });
    child.send(question);
  });
}

export async function printChains(): Promise<void> {
  console.log('\nThe 5 strongest chains of units, T=30, H=16, a loss at every step');
  for (const { id: cell } of cells) {
    const { time, count } = await ask<ChainSearch>({
      ask: 'chains',
      cell,
      steps: 30,
      hidden: 16,
      top: 5,
    });
    const verdict = time <= chainBar ? 'ok' : 'over';
    console.log(
      `    ${cell.padEnd(6)}${ms(time)}, of ${Number(count).toExponential(2)} chains   (bar ${chainBar} ms: ${verdict})`,
    );
  }
}

export async function printLongRuns(): Promise<void> {
  console.log(`\nLong runs, H=${hidden}, softmax at every step: in pieces, with the update`);
  console.log('             first piece      all   recorded  peak memory');
  for (const { id: cell } of cells) {
    const runs: LongRun[] = [];
    for (const steps of lengths) {
      const run = await ask<LongRun>({ ask: 'run', cell, steps, hidden });
      runs.push(run);
      const cost = [ms(run.first), ms(run.all), mb(run.recorded), mb(run.peak)];
      console.log(`    ${cell.padEnd(5)}T=${String(steps).padEnd(5)}${cost.join(' ')}`);
    }
    const grows = (of: (run: LongRun) => number): string => {
      const [first, last] = [runs[0], runs.at(-1)];
      const times = first && last ? of(last) / of(first) : Number.NaN;
      return `× ${times.toFixed(1)}`.padStart(9);
    };
    const growth = [(r: LongRun) => r.first, (r: LongRun) => r.all, (r: LongRun) => r.recorded];
    const columns = [...growth, (r: LongRun) => r.peak].map(grows);
    console.log(`    4 × T      ${columns.join(' ')}`);
  }
}

const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(9);
const mb = (value: number): string => `${(value / 2 ** 20).toFixed(1)} MB`.padStart(9);
