// npm run bench:hostile: how long the reader takes to refuse what a hostile author may open, and the memory it takes.
// A measurement, never a test: the numbers are this machine's, at its present load. The processor's time counts, as the
// time on the clock is that of everything else on the machine too.

import { loadavg } from 'node:os';
import { deflateRawSync } from 'node:zlib';
import { unpack } from '../../app/frame/packing.ts';
import type { Result } from '../../src/base/result.ts';
import { limits } from '../../src/config/limits.ts';
import { readExperiment } from '../../src/config/parse-experiment.ts';
import { hostileTexts } from '../../src/testing/hostile-texts.ts';

/** Milliseconds that a refusal may take. */
const bar = 100;

interface Refusal {
  readonly name: string;
  readonly code: string;
  /** Milliseconds of the processor, and on the clock. */
  readonly busy: number;
  readonly clock: number;
  /** MB beyond what was there before. */
  readonly memory: number;
}

async function measured(
  name: string,
  refuse: () => Result<unknown> | Promise<Result<unknown>>,
): Promise<Refusal> {
  const memory = process.memoryUsage().rss;
  const busy = process.cpuUsage();
  const clock = performance.now();
  const result = await refuse();
  const { user, system } = process.cpuUsage(busy);
  return {
    name,
    code: result.ok ? 'LET IN' : `${result.fault.code} ${result.fault.path}`,
    busy: (user + system) / 1000,
    clock: performance.now() - clock,
    memory: (process.memoryUsage().rss - memory) / 1e6,
  };
}

/** A link that unpacks to a gigabyte of zeros. */
function bomb(): string {
  return deflateRawSync(Buffer.alloc(1e9)).toString('base64url');
}

/** What two million characters of a link may hold. */
function linkOf(name: string): string {
  const text = hostileTexts.find((hostile) => hostile.name === name)?.write(1_900_000) ?? '';
  return deflateRawSync(text).toString('base64url');
}

async function readLink(word: string): Promise<Result<unknown>> {
  const text = await unpack(word);
  return text.ok ? readExperiment(text.value) : text;
}

async function main(): Promise<void> {
  // The second reading counts: the first compiles the reader.
  for (const { write } of hostileTexts) readExperiment(write(100_000));
  const refusals: Refusal[] = [];
  for (const { name, write } of hostileTexts) {
    // A little less than the limit, for what stands around it.
    const text = write(limits.textLength - 3000);
    // A text that was put together becomes one piece at its first reading, as a file is from the start.
    text.charCodeAt(0);
    refusals.push(await measured(name, () => readExperiment(text)));
  }
  const gigabyte = bomb();
  refusals.push(await measured('a link of 1 GB', () => readLink(gigabyte)));
  const link = linkOf('numbers for tokens');
  refusals.push(await measured('a link of numbers for tokens', () => readLink(link)));
  print(refusals.sort((a, b) => b.busy - a.busy));
}

function print(refusals: readonly Refusal[]): void {
  const lines = refusals.map(({ name, code, busy, clock, memory }) =>
    [
      `${busy.toFixed(1)} ms`.padStart(10),
      `${clock.toFixed(1)} ms`.padStart(11),
      `${memory.toFixed(0)} MB`.padStart(8),
      `  ${name.padEnd(40)} ${code}`,
    ].join(''),
  );
  const slowest = refusals[0];
  const load = loadavg().map((value) => value.toFixed(1));
  process.stdout.write(
    [
      ' processor      clock  memory  refused',
      ...lines,
      `slowest: ${slowest?.name}, ${slowest?.busy.toFixed(1)} ms of ${bar} ms; load ${load.join(' ')}`,
      '',
    ].join('\n'),
  );
}

await main();
