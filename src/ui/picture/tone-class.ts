// The class that gives a mark the colour of a tone.

import type { Tone } from '#marks/tone.ts';

/** `t0`, `p1` … `p10`, `n1` … `n10`. */
export function toneClass(tone: Tone): string {
  if (tone === 0) return 't0';
  return tone > 0 ? `p${tone}` : `n${-tone}`;
}

/** `s1` … `s12`: a colour of the palette of time. */
export function stepClass(colour: number): string {
  return `s${colour}`;
}
