// The marks of a drawn formula that can be asked what they mean: signs (`data-s`) and letters at a general step (`data-g`).

import { type Derivation, isNote } from '#expression/derivation.ts';
import { decodeId } from '#expression/encode-id.ts';
import { signKeyOf } from '#expression/operator-marks.ts';
import { letterMeaning, type Meaning, signMeaning } from '#words/glossary.ts';
import type { Translate } from '#words/translate.ts';

/** `s=transpose`, `g=0068…`: as it stands in the TeX. */
export type Mark = `${'s' | 'g'}=${string}`;

/** A mark, and the element that its meaning stands beside. */
export interface Asked {
  readonly mark: Mark;
  readonly at: Element;
}

/** Each once, in the order of reading. */
export function marksIn({ lines }: Derivation): readonly Mark[] {
  const tex = lines.map((line) => (isNote(line) ? '' : line.tex)).join();
  const found = [...tex.matchAll(/\\htmlData\{([sg])=([a-z0-9]+)\}/g)];
  return [...new Set(found.map(([, kind, name]): Mark => `${kind === 's' ? 's' : 'g'}=${name}`))];
}

/** The innermost mark around an element; null where a factor of this very step is nearer. */
export function markAt(element: Element | null): Asked | null {
  const at = element?.closest('[data-s], [data-g], [data-q]');
  const sign = at?.getAttribute('data-s');
  const letter = at?.getAttribute('data-g');
  if (!at || (sign === null && letter === null)) return null;
  return { mark: sign === null || sign === undefined ? `g=${letter}` : `s=${sign}`, at };
}

export function selectorOf(mark: Mark): string {
  const [kind = '', name = ''] = mark.split('=');
  return `[data-${kind}="${name}"]`;
}

export function meaningOf(
  mark: Mark,
  { trace, notation }: Derivation['context'],
  say: Translate,
): Meaning {
  const name = mark.slice(2);
  const key = mark.startsWith('s=') ? signKeyOf(name) : null;
  return key === null
    ? letterMeaning(decodeId(name) ?? name, trace, say, { notation, marked: false })
    : signMeaning(key, say);
}
