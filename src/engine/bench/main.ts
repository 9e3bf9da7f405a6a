// npm run bench:engine: the engine against the register peak and against nested plain loops, interleaved in one run.
// The machine's speed moves by more than half within seconds; ratios of neighbouring slices do not.

import { printBuiltWorker } from './print-built.ts';
import { printChains, printLongRuns } from './print-long.ts';
import { median, micro, slice, start } from './side-by-side.ts';
import { operationsOf, type Workload, workloads } from './workloads.ts';

const SLICE_MS = 25;
const WARM_UP_MS = 400;
const ROUNDS = 41;

/** The largest difference, relative to the largest entry. */
function difference(a: readonly number[], b: readonly number[]): number {
  let scale = 0;
  let apart = a.length === b.length ? 0 : Number.NaN;
  a.forEach((value, i) => {
    scale = Math.max(scale, Math.abs(value));
    apart = Math.max(apart, Math.abs(value - (b[i] ?? Number.NaN)));
  });
  return apart / scale;
}

interface Measured {
  readonly workload: Workload;
  readonly engine: number[];
  readonly loops: number[];
}

async function measure(): Promise<void> {
  const peak = start('contender.ts', ['peak']);
  const contenders = workloads.map((workload) => ({
    engine: start('contender.ts', ['engine', workload.id]),
    loops: start('contender.ts', ['loops', workload.id]),
    measured: { workload, engine: [], loops: [] } as Measured,
  }));
  const all = [peak, ...contenders.flatMap(({ engine, loops }) => [engine, loops])];
  try {
    for (const { engine, loops, measured } of contenders) {
      const gradients = [
        await engine.ask({ ask: 'gradient' }),
        await loops.ask({ ask: 'gradient' }),
      ];
      const [a, b] = gradients as [number[], number[]];
      const apart = difference(a, b);
      console.log(
        `${measured.workload.id}: gradients of engine and loops differ by ${exponent(apart)}`,
      );
      if (!(apart < 1e-9)) throw new Error('The gradients do not agree.');
    }
    for (const contender of all) await slice(contender, WARM_UP_MS);
    const peaks: number[] = [];
    const jobs = [
      async () => peaks.push(await slice(peak, SLICE_MS)),
      ...contenders.flatMap(({ engine, loops, measured }) => [
        async () => measured.engine.push(await slice(engine, SLICE_MS)),
        async () => measured.loops.push(await slice(loops, SLICE_MS)),
      ]),
    ];
    for (let round = 0; round < ROUNDS; round++) {
      for (let i = 0; i < jobs.length; i++) await jobs[(i + round) % jobs.length]?.();
    }
    print(
      peaks,
      contenders.map(({ measured }) => measured),
    );
  } finally {
    for (const contender of all) contender.end();
  }
}

function print(peaks: readonly number[], results: readonly Measured[]): void {
  // 10⁶ operations in so many microseconds.
  const best = 1e3 / Math.min(...peaks);
  console.log(
    `register peak: best ${best.toFixed(1)}, median ${(1e3 / median(peaks)).toFixed(1)} GFLOP/s`,
  );
  for (const { workload, engine, loops } of results) {
    const fastest = Math.min(...engine);
    const fraction = operationsOf(workload) / fastest / 1e3 / best;
    const times = median(engine.map((value, i) => (loops[i] ?? Number.NaN) / value));
    const { floors } = workload;
    console.log(`\n${workload.id}  ${workload.title}`);
    console.log(`    engine        median ${micro(median(engine))}, best ${micro(fastest)}`);
    if (floors.microseconds !== null)
      console.log(
        `    floor         ${floors.microseconds} µs, ${verdict(median(engine) <= floors.microseconds)}`,
      );
    console.log(
      `    loops         median ${micro(median(loops))}, best ${micro(Math.min(...loops))}`,
    );
    console.log(`    of the peak   ${fraction.toFixed(3)}${floor(floors.peakFraction, fraction)}`);
    const atBest = (Math.min(...loops) / fastest).toFixed(1);
    console.log(
      `    × loops       ${times.toFixed(1)}${floor(floors.timesLoops, times)}, best slices ${atBest}`,
    );
  }
}

function floor(asked: number | null, reached: number): string {
  return asked === null ? '' : `   (floor ${asked}: ${verdict(reached >= asked)})`;
}

function verdict(reached: boolean): string {
  return reached ? 'ok' : 'below';
}

function exponent(value: number): string {
  return value.toExponential(1);
}

await measure();
await printBuiltWorker();
await printChains();
await printLongRuns();
