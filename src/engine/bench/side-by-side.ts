// Contenders in processes of their own, asked in turn, and what is said of their times.

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Question, Slice } from './contender.ts';

export interface Contender {
  ask(question: Question): Promise<unknown>;
  end(): void;
}

/** `file`: of this folder. */
export function start(file: string, args: readonly string[]): Contender {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child: ChildProcess = fork(path, args, { serialization: 'advanced' });
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error(`${file} ${args.join(' ')} has ended`));
        child.once('exit', ended);
        child.once('message', (answer) => {
          child.off('exit', ended);
          resolve(answer);
        });
        child.send(question);
      }),
    end: () => child.kill(),
  };
}

/** Microseconds of one pass, over a slice of so many milliseconds. */
export async function slice(contender: Contender, ms: number): Promise<number> {
  return ((await contender.ask({ ask: 'slice', ms })) as Slice).microseconds;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function micro(value: number): string {
  return `${value < 100 ? value.toFixed(2) : Math.round(value)} µs`;
}
