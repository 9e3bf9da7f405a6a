// KaTeX, fetched once and only when the first formula is to be drawn.

import type { KatexOptions } from 'katex';
import { createFormulaDrawing, type FormulaDrawing } from './draw-formula.ts';

const options: KatexOptions = {
  displayMode: true,
  throwOnError: true,
  // Our own formulas mark their factors with \htmlData, and nothing else is let through.
  trust: ({ command }) => command === '\\htmlData',
  strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'error'),
};

let loading: Promise<FormulaDrawing> | null = null;

/** A failed fetch (a page taken offline half-loaded) is tried again at the next call. */
export function loadKatex(): Promise<FormulaDrawing> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')])
    .then(([{ default: katex }]) =>
      createFormulaDrawing({
        render: (tex, element) => katex.render(tex, element, options),
        markup: (tex) => katex.renderToString(tex, options),
      }),
    )
    .catch((error: unknown) => {
      loading = null;
      throw error;
    });
  return loading;
}
