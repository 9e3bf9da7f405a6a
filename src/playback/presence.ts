// Whether a quantity is there yet at a moment of the run: a fact of the beats, never of its number.

import type { QuantityId } from '#model/quantity-id.ts';
import { isFresh, isRevealed, type Reveals } from './reveal.ts';

/** `unknown`: not computed yet, `fresh`: revealed by this very beat. */
export type Presence = 'unknown' | 'known' | 'fresh';

/** Where a run stands: what its beats reveal, and the beat on screen (−1: before the first). */
export interface Moment {
  readonly reveals: Reveals;
  readonly position: number;
}

interface AtPosition {
  readonly position: number;
  readonly found: Map<QuantityId, Presence>;
}

/** What has been asked of the newest position: every edit of a number asks the same again. */
const known = new WeakMap<Reveals, AtPosition>();

export function presenceOf({ reveals, position }: Moment, id: QuantityId): Presence {
  let at = known.get(reveals);
  if (at?.position !== position) {
    at = { position, found: new Map() };
    known.set(reveals, at);
  }
  const before = at.found.get(id);
  if (before !== undefined) return before;
  const presence = presenceAt(reveals, id, position);
  at.found.set(id, presence);
  return presence;
}

function presenceAt(reveals: Reveals, id: QuantityId, position: number): Presence {
  if (isFresh(reveals, id, position)) return 'fresh';
  return isRevealed(reveals, id, position) ? 'known' : 'unknown';
}
