// Sentences with marked symbols taken apart, so that a view can set W_hh, h₂ and a⁽ᶠ⁾₃ as mathematics.

import { markedSymbol, symbolMarks } from '#expression/script.ts';
import type { Lettering } from '#model/lettering.ts';

export type Segment =
  | { readonly kind: 'plain'; readonly text: string }
  | {
      readonly kind: 'symbol';
      /** One letter; empty where an index stands behind a bar: ∂L/∂W|ₜ₌₂. */
      readonly letter: string;
      /** Below the letter, the gate that a⁽ᶠ⁾₂ belongs to before its step: `f,2`; may be empty. */
      readonly index: string;
      /** Above the letter; may be empty. */
      readonly above: string;
    };

const { start, between, end } = symbolMarks;
const inside = `[^${start}${between}${end}]*`;
const symbol = new RegExp(
  `${start}(${inside})${between}(${inside})${between}(${inside})${end}`,
  'g',
);

/** The segments of a text whose symbols the marked script has written. */
export function segmentsOf(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let done = 0;
  const plain = (upTo: number): void => {
    if (upTo > done) segments.push({ kind: 'plain', text: text.slice(done, upTo) });
  };
  for (const match of text.matchAll(symbol)) {
    const [whole, letter = '', index = '', above = ''] = match;
    plain(match.index);
    segments.push({ kind: 'symbol', letter, index, above });
    done = match.index + whole.length;
  }
  plain(text.length);
  return segments;
}

/** A symbol as marked text, for a sentence that is put together on the page. */
export function markedLettering({ letter, index, above, after }: Lettering): string {
  return markedSymbol(letter, index, above) + after;
}
