// Plain sentences taken apart into words and symbols, so that a view can set W_hh, h₂ and a⁽ᶠ⁾₃ as mathematics.

import { plainScript } from '#formula/script.ts';

export type Segment =
  | { readonly kind: 'plain'; readonly text: string }
  | {
      readonly kind: 'symbol';
      /** One letter; empty where an index stands behind a bar: ∂L/∂W|ₜ₌₂. */
      readonly letter: string;
      /** Below the letter, the gate that a⁽ᶠ⁾₂ belongs to before its step: `f,2`; may be empty. */
      readonly index: string;
    };

/** Prose: only what cannot be a word is a symbol. Formula: every letter that stands alone is one. */
export type TextStyle = 'prose' | 'formula';

/** A letter that stands alone: no quoted token of the user's, and no field of a file (parameters.W_hh). */
const START = '(?<![\\p{L}\\p{N}_’“.])';
const END = '(?![\\p{L}\\p{N}_’”])';
const LETTER = '(?!ₜ)\\p{L}\\p{M}*';
const MARK = '⁽[ᶠᵍⁱⁿᵒʳᶻ]⁾';
const BELOW = '>?[₀-₉₊₋₌₍₎ₜ]+';
/** Letters that are no word of their own in a sentence. */
const LONELY = '[LGWTŷyxhsck]';

const INDEXED = `${START}(${LETTER})(?:_(\\p{L}{1,2})|(${MARK})?(${BELOW})|(${MARK}))`;
/** The letter of a derivative (∂L), or one that no word could be. */
const PLAIN = `(?<=∂⁺?)(${LETTER})${END}|${START}`;

const patterns: Readonly<Record<TextStyle, RegExp>> = {
  prose: new RegExp(`${INDEXED}|${PLAIN}(${LONELY})${END}|(?<=[|)])(${BELOW})`, 'gu'),
  formula: new RegExp(`${INDEXED}|${PLAIN}(${LETTER})${END}|(?<=[|)])(${BELOW})`, 'gu'),
};

/** The segments of a text as `words/` writes it; put together again they read the same. */
export function segmentsOf(text: string, style: TextStyle = 'prose'): readonly Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  const plain = (upTo: number): void => {
    // A fraction is not broken at its stroke.
    const piece = text.slice(end, upTo).replaceAll('/∂', '/\u2060∂');
    if (piece !== '') segments.push({ kind: 'plain', text: piece });
  };
  for (const match of text.matchAll(patterns[style])) {
    plain(match.index);
    segments.push(symbolOf(match));
    end = match.index + match[0].length;
  }
  plain(text.length);
  return segments;
}

function symbolOf(match: RegExpExecArray): Segment {
  const [, letter, name, mark, below, onlyMark, ofDerivative, alone, place] = match;
  const gate = plainScript(mark ?? onlyMark ?? '').replace(/[()]/g, '');
  const step = plainScript(below ?? place ?? '').replace('-', '−');
  return {
    kind: 'symbol',
    letter: letter ?? ofDerivative ?? alone ?? '',
    index: name ?? [gate, step].filter((part) => part !== '').join(','),
  };
}
