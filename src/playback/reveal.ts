// When each quantity becomes known: "not computed yet" is a fact of (beats, position), never a zero.

import { type QuantityId, wholeOf } from '#model/quantity-id.ts';
import type { Beat } from './beat.ts';

/** The index of the beat that reveals each quantity. */
export type Reveals = ReadonlyMap<QuantityId, number>;

export function revealsOf(beats: readonly Beat[]): Reveals {
  const reveals = new Map<QuantityId, number>();
  for (const beat of beats) {
    for (const id of beat.reveals) if (!reveals.has(id)) reveals.set(id, beat.index);
  }
  return reveals;
}

/** What is given and not computed: parameters, targets, and the states before the first step. */
const given = /^(?:[Wb]_\w+|y@\d+|\w+@0)$/;

/** Is the quantity (or the whole that an entry belongs to) known at this position? What is given always is. */
export function isRevealed(reveals: Reveals, id: QuantityId, position: number): boolean {
  const whole = wholeOf(id);
  const at = reveals.get(whole);
  return at === undefined ? given.test(whole) : at <= position;
}

/** Does this very beat reveal it? */
export function isFresh(reveals: Reveals, id: QuantityId, position: number): boolean {
  return reveals.get(wholeOf(id)) === position;
}
