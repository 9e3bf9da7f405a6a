// The notices of all code and fonts in the build that are not ours, in one file beside the page.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

/** In the folder of the build; linked from the help. */
export const licencesFile = 'licences.txt';

/** @param {string} path */
const read = (path) => readFileSync(join(root, path), 'utf8').trim();

/** What the bundler puts into the build itself, and the fonts that a package brings under a licence of their own. */
function otherNotices() {
  const [vite] = read('node_modules/vite/LICENSE.md').split('# Licenses of bundled dependencies');
  return [
    ['Fonts of KaTeX (OFL-1.1)', read('.ci/katex-fonts.txt')],
    ['Loading of chunks, by Vite (MIT)', (vite ?? '').replace(/^# .*$/m, '').trim()],
    ['Joining of modules, by Rolldown (MIT)', read('node_modules/rolldown/LICENSE')],
  ]
    .map(([title, text]) => `\n## ${title}\n\n${text}\n`)
    .join('');
}

/**
 * Adds to the list of packages that Vite writes (build.license). @returns {import('vite').Plugin}
 */
export function licences() {
  return {
    name: 'licences',
    apply: 'build',
    config: () => ({ build: { license: { fileName: licencesFile } } }),
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const list = bundle[licencesFile];
        if (list?.type !== 'asset') this.error('The list of packages is not there to be added to.');
        const own = `# Unrolled\n\n${read('LICENSE')}\n\n`;
        list.source = `${own}${list.source}${otherNotices()}`;
      },
    },
  };
}

/** For the worker, whose packages no list has: it takes code from none. @returns {import('vite').Plugin} */
export function ownCodeOnly() {
  return {
    name: 'own-code-only',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const foreign = chunks.flatMap((chunk) => chunk.moduleIds).find(isOfPackage);
      if (foreign) this.error(`${foreign} is in the worker: its notice would be missing.`);
    },
  };
}

/** @param {string} id */
const isOfPackage = (id) => id.includes('/node_modules/');
