// For the browser tests: builds into a folder of its own, so that test runs do not disturb each
// other or dist/, and serves that on exactly the given port.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './install.mjs';
import { serve } from './serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unrolled-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit());

await build({ root, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
console.log(await serve({ folder, port: Number(process.argv[2]), attempts: 1 }));
