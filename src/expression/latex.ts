// Formulas of several beats as LaTeX for a document.

import type { Notation } from '#model/notation.ts';
import type { Beat } from '#playback/beat.ts';
import type { Trace } from '#trace/record/trace.ts';
import { copyRows } from './derivation.ts';
import { derivationOf } from './derivation-of.ts';

/** More beats are no document; of a longer run those from the first on. */
export const mostBeats = 1000;

/**
 * The lines of the beats as one `align*` (amsmath), which may break between pages; a comment names each beat. Nothing
 * but amsmath is needed: no marks, no macros.
 */
export function latexOf(
  trace: Trace,
  beats: readonly Beat[],
  notation: Notation,
  titleOf: (beat: Beat) => string,
): string {
  const blocks = beats.slice(0, mostBeats).flatMap((beat) => {
    const rows = copyRows(derivationOf(trace, beat, notation));
    return rows.length === 0 ? [] : [`% ${oneLine(titleOf(beat))}\n${rows.join(' \\\\\n')}`];
  });
  return `\\allowdisplaybreaks\n\\begin{align*}\n${blocks.join(' \\\\[1ex]\n')}\n\\end{align*}`;
}

/** A comment ends with its line. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
