// For the browser tests: serves the page of a folder on exactly the given port. Where the folder is empty the page is
// built into it first, and taken away at the end.

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './install.mjs';
import { serve } from './serve.mjs';

const [, , port, folder = ''] = process.argv;

if (!existsSync(join(folder, 'index.html'))) {
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit());
  await build({ root, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
}
console.log(await serve({ folder, port: Number(port), attempts: 1 }));
