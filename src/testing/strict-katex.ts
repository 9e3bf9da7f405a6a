// Formulas drawn as the page draws them, where every doubt of the typesetter is an error.

import katex from 'katex';

/** The markup; throws on TeX that KaTeX does not know or only tolerates, and on any trusted command but \htmlData. */
export function renderStrictly(tex: string): string {
  return katex.renderToString(tex, {
    throwOnError: true,
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }) => command === '\\htmlData',
  });
}
