// The pages of app/docs, as the build has them: Markdown made into pages without any script.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';
import { root } from './install.mjs';

const folder = join(root, 'app', 'docs');

/** What readers outside get; the README of the folder is for those who work on it. */
const names = ['formats', 'subject', 'decisions'];

/** Links between the pages lead to pages. @param {string} html */
const linked = (html) => html.replace(/href="(\w+)\.md/g, 'href="$1.html');

/** @param {string} name @param {string} policy */
function pageOf(name, policy) {
  const text = readFileSync(join(folder, `${name}.md`), 'utf8');
  const title = /^# (.*)$/m.exec(text)?.[1] ?? name;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Unrolled</title>
<link rel="icon" href="../icon.svg">
<link rel="stylesheet" href="docs.css">
</head>
<body>
<nav><a href="../">Unrolled</a></nav>
<main>
${linked(String(marked.parse(text, { async: false })))}
</main>
</body>
</html>
`;
}

/** Writes docs/*.html, their style sheet and the example files. @param {string} policy @returns {import('vite').Plugin} */
export function docs(policy) {
  return {
    name: 'docs',
    apply: 'build',
    generateBundle() {
      const emit = (/** @type {string} */ path, /** @type {string} */ source) =>
        this.emitFile({ type: 'asset', fileName: `docs/${path}`, source });
      for (const name of names) emit(`${name}.html`, pageOf(name, policy));
      emit('docs.css', readFileSync(join(folder, 'docs.css'), 'utf8'));
      for (const file of readdirSync(join(folder, 'examples'))) {
        emit(`examples/${file}`, readFileSync(join(folder, 'examples', file), 'utf8'));
      }
    },
  };
}
