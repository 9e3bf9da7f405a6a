// Whether a quantity is there yet at a moment of the run: a fact of the beats, never of its number.

import type { QuantityId } from '#model/quantity-id.ts';
import { isFresh, isRevealed, type Reveals } from '#playback/reveal.ts';

/** `unknown`: not computed yet, `fresh`: revealed by this very beat. */
export type Presence = 'unknown' | 'known' | 'fresh';

/** Where a run stands: what its beats reveal, and the beat on screen (−1: before the first). */
export interface Moment {
  readonly reveals: Reveals;
  readonly position: number;
}

export function presenceOf(moment: Moment, id: QuantityId): Presence {
  if (isFresh(moment.reveals, id, moment.position)) return 'fresh';
  return isRevealed(moment.reveals, id, moment.position) ? 'known' : 'unknown';
}
