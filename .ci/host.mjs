// host.js, as the build has it: one small file for pages that embed figures, from src/embed/host.ts and nothing else.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify, transformWithOxc } from 'vite';
import { root } from './install.mjs';

const entry = join(root, 'src', 'embed', 'host.ts');

/** Types and comments taken out, and as short as it goes; a stable name, since other pages write it down. */
async function hostScript() {
  const { code } = await transformWithOxc(readFileSync(entry, 'utf8'), entry, { sourcemap: false });
  if (/^\s*import\b/m.test(code)) throw new Error('src/embed/host.ts may import types only');
  const { code: short } = await minify('host.js', code, { module: true, sourcemap: false });
  return `/*! Unrolled, MIT licence: for pages that embed its figures. See docs/formats.html */\n${short}\n`;
}

/** Writes host.js beside the page. @returns {import('vite').Plugin} */
export function host() {
  return {
    name: 'host',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'host.js', source: await hostScript() });
    },
  };
}
