// npm start: installs what is missing, builds when a source is newer than the build, serves the build.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

const sources = [
  'app',
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  '.ci',
];

/** @param {string} path @returns {number} */
function newest(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    stats.mtimeMs,
  );
}

ensureInstalled();
const page = statSync(join(root, 'dist/index.html'), { throwIfNoEntry: false });
if (!page || sources.some((source) => newest(join(root, source)) > page.mtimeMs)) {
  const { build } = await import('vite');
  await build({ root });
}
const { serve } = await import('./serve.mjs');
const { HOST: host, PORT: port = '4173' } = process.env;
const address = await serve({
  folder: join(root, 'dist'),
  port: Number(port),
  ...(host ? { host } : {}),
});
console.log(`Unrolled is at ${address}`);
