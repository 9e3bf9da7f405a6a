// How strongly a number is coloured: a sign and ten tones, zero kept for the exact zero.

import { range } from 'd3-array';
import { type StrengthScale, strengthOf } from './strength.ts';

/** −10 … 10. 0 means exactly zero; every other number has at least tone 1 of its sign. */
export type Tone = number;

export const tones = 10;

/** Every tone but 0, weak to strong, negative first: the order in which heat strips are painted. */
export const signedTones: readonly Tone[] = [
  ...range(1, tones + 1).map((k) => -k),
  ...range(1, tones + 1),
];

/** The tone of a number on a linear scale whose full strength is `limit` > 0. */
export function toneOf(value: number, limit: number): Tone {
  if (value === 0) return 0;
  const size = Math.ceil(tones * (Math.abs(value) / limit) - 1e-9);
  return Math.sign(value) * Math.min(tones, Math.max(1, size));
}

/** What has the full tone among values, and all beyond it. */
export const fullValue = 1;

/** One scale for every value, so that .05 is faint beside .51 in any strip of any step. */
export function valueTone(value: number): Tone {
  return toneOf(value, fullValue);
}

/** The tone of one entry of a gradient: its place among the decades, so that 10⁻¹² is faint beside 10⁻¹. */
export function gradientTone(scale: StrengthScale, value: number): Tone {
  // The faintest tone is for all that lies at the bottom decade or below it; the exact zero alone has none.
  const place = Math.max(strengthOf(scale, Math.abs(value)), Number.EPSILON);
  return toneOf(Math.sign(value) * place, 1);
}

/** The largest |number|; 1 where all are zero, so that it can be divided by. */
export function limitOf(...blocks: readonly ArrayLike<number>[]): number {
  let limit = 0;
  for (const block of blocks) {
    for (let i = 0; i < block.length; i++) limit = Math.max(limit, Math.abs(block[i] ?? 0));
  }
  return limit === 0 ? 1 : limit;
}
