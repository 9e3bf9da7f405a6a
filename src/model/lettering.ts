// How a symbol stands on the page: a letter with what is set below, above and behind it.

import type { Sign } from './notation.ts';

export interface Lettering {
  readonly letter: string;
  /** Set below the line; may be empty. */
  readonly index: string;
  /** Set above the line; may be empty: the f of U^f, ⟨2⟩. */
  readonly above: string;
  /** On the line behind it; may be empty: [2]. */
  readonly after: string;
}

export function letteringOf({ letter, below, above, mark, step, unit, style }: Sign): Lettering {
  const place = step.replace('-', '−');
  const foot = [below, mark, style === 'subscript' ? place : '', unit];
  const index = foot.filter((part) => part !== '').join(',');
  const hasPlace = place !== '';
  return {
    letter,
    index,
    above: above + (style === 'angle' && hasPlace ? `⟨${place}⟩` : ''),
    after: style === 'bracket' && hasPlace ? `[${place}]` : '',
  };
}
