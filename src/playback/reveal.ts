// When each quantity becomes known: "not computed yet" is a fact of (beats, position), never a zero.

import type { Model } from '#model/model.ts';
import { isGiven } from '#model/parse-quantity-id.ts';
import { type QuantityId, stepOf, wholeOf } from '#model/quantity-id.ts';
import type { Beat } from './beat.ts';

/** The index of the beat that reveals each quantity. */
export interface Reveals extends Pick<ReadonlyMap<QuantityId, number>, 'get' | 'has'> {
  /** No beat reveals it: it is given and not computed (parameters, targets, the states before the first step). */
  isGiven(id: QuantityId): boolean;
}

/** Made step by step, as they are asked for: a long run reveals hundreds of thousands of quantities. */
export function revealsOf(model: Model, beats: readonly Beat[]): Reveals {
  const beatsOf = new Map<number | null, Beat[]>();
  for (const beat of beats) {
    const ofStep = beatsOf.get(beat.t);
    if (ofStep) ofStep.push(beat);
    else beatsOf.set(beat.t, [beat]);
  }
  const tables = new Map<number | null, ReadonlyMap<QuantityId, number>>();
  const tableOf = (t: number | null): ReadonlyMap<QuantityId, number> => {
    const known = tables.get(t);
    if (known) return known;
    const made = new Map<QuantityId, number>();
    for (const { reveals, index } of beatsOf.get(t) ?? []) {
      for (const id of reveals) if (!made.has(id)) made.set(id, index);
    }
    tables.set(t, made);
    return made;
  };
  const get = (id: QuantityId): number | undefined => {
    const t = stepOf(id);
    // What is carried back to t is revealed at t + 1.
    return tableOf(t).get(id) ?? (t === null ? undefined : tableOf(t + 1).get(id));
  };
  return { get, has: (id) => get(id) !== undefined, isGiven: (id) => isGiven(model, id) };
}

/** Is the quantity (or the whole that an entry belongs to) known at this position? What is given always is. */
export function isRevealed(reveals: Reveals, id: QuantityId, position: number): boolean {
  const whole = wholeOf(id);
  const at = reveals.get(whole);
  return at === undefined ? reveals.isGiven(whole) : at <= position;
}

/** Does this very beat reveal it? */
export function isFresh(reveals: Reveals, id: QuantityId, position: number): boolean {
  return reveals.get(wholeOf(id)) === position;
}
