// The worker as it is built beside the worker from its source: the same runs, interleaved. A bundle can halve the speed of the kernels.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median, micro, slice, start } from './side-by-side.ts';
import { workloads } from './workloads.ts';

const root = resolve(import.meta.dirname, '../../..');
const SLICE_MS = 50;
const WARM_UP_MS = 600;
const ROUNDS = 21;

export async function printBuiltWorker(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unrolled-bench-'));
  try {
    const built = buildWorker(folder);
    console.log('\nWhole runs in the worker: its source, and as it is built');
    for (const { id } of workloads) {
      const contenders = [join(root, 'src/worker/serve.ts'), built].map((file) =>
        start('worker-run.ts', [pathToFileURL(file).href, id]),
      );
      const times = contenders.map((): number[] => []);
      try {
        for (const contender of contenders) await slice(contender, WARM_UP_MS);
        for (let round = 0; round < ROUNDS; round++) {
          for (const i of round % 2 === 0 ? [0, 1] : [1, 0]) {
            const contender = contenders[i];
            if (contender) times[i]?.push(await slice(contender, SLICE_MS));
          }
        }
      } finally {
        for (const contender of contenders) contender.end();
      }
      const [source = [], bundled = []] = times;
      const ratio = median(source.map((value, i) => value / (bundled[i] ?? Number.NaN)));
      console.log(
        `    ${id}  source median ${micro(median(source))}, best ${micro(Math.min(...source))}; built median ${micro(median(bundled))}, best ${micro(Math.min(...bundled))}   (built is ${ratio.toFixed(2)} times as fast)`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file that the page starts as its worker. */
function buildWorker(folder: string): string {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  const name = readdirSync(join(folder, 'assets')).find((file) => /^serve-.*\.js$/.test(file));
  if (status !== 0 || name === undefined) throw new Error('no built worker');
  return join(folder, 'assets', name);
}
