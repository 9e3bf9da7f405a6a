// Formulas drawn as the page draws them, where every doubt of the typesetter is an error, and so is MathML that no reader reads.

import katex from 'katex';

/** The markup; throws on TeX that KaTeX does not know or only tolerates, and on malformed MathML. */
export function renderStrictly(tex: string): string {
  const markup = katex.renderToString(tex, {
    throwOnError: true,
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }) => command === '\\htmlData',
  });
  const [wrong] = wrongArities(/<math.*<\/math>/s.exec(markup)?.[0] ?? '');
  if (wrong !== undefined) throw new Error(`Malformed MathML: ${wrong}`);
  return markup;
}

/** Children of the elements that must have so many (MathML Core, §3.3 and §3.4). */
const arity: Readonly<Record<string, number>> = {
  mfrac: 2,
  mroot: 2,
  msub: 2,
  msup: 2,
  msubsup: 3,
  munder: 2,
  mover: 2,
  munderover: 3,
};

/** The elements of well-formed markup that have another count of children, as `<msub> of 3`. */
function wrongArities(markup: string): readonly string[] {
  const counts = [0];
  const wrong: string[] = [];
  for (const [, end, name = '', alone] of markup.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (end) {
      const count = counts.pop();
      if (name in arity && count !== arity[name]) wrong.push(`<${name}> of ${count}`);
    } else {
      counts.push((counts.pop() ?? 0) + 1);
      if (!alone) counts.push(0);
    }
  }
  return wrong;
}
