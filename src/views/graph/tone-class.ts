// The class that gives a mark the colour of a tone.

import type { Tone } from '#scene/tone.ts';

/** `t0`, `p1` … `p10`, `n1` … `n10`. */
export function toneClass(tone: Tone): string {
  if (tone === 0) return 't0';
  return tone > 0 ? `p${tone}` : `n${-tone}`;
}

/** `s1` … `s12`: the colour of a time step, counted from 1; after twelve they begin again. */
export function stepClass(t: number): string {
  return `s${((t - 1) % 12) + 1}`;
}
