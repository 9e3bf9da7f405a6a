// What is asked of the reader, and so told nowhere until it is revealed: for every face of a moment it is not known yet.

import { type QuantityId, wholeOf } from '#model/quantity-id.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Beat } from './beat.ts';
import type { Grain } from './position.ts';
import type { Reveals } from './reveal.ts';

/** Whole quantities: an entry is withheld with its whole. */
export type Withheld = ReadonlySet<QuantityId>;

export const nothingWithheld: Withheld = new Set();

/** Where a reader who predicts stands: beats up to `revealed` have shown their results (−1: none has). */
export interface Predicting {
  readonly beats: readonly Beat[];
  readonly position: number;
  readonly grain: Grain;
  readonly revealed: number;
}

/**
 * What the beat on screen asks before it shows its result: everything that it computes; at coarse grain, what all beats
 * of its group do that have not been shown. What is read and not computed is not asked.
 */
export function askedAt({ beats, position, grain, revealed }: Predicting): Withheld {
  const beat = beats[position];
  if (beat === undefined || position <= revealed) return nothingWithheld;
  const asking = (other: Beat): boolean =>
    other.operation.kind !== 'read' && (other === beat || grain === 'coarse');
  const asked = new Set<QuantityId>();
  for (let p = position; p > revealed && beats[p]?.group === beat.group; p--) {
    const other = beats[p];
    if (other && asking(other)) for (const id of other.reveals) asked.add(wholeOf(id));
  }
  return asked;
}

/** The same run, whose readers find no number of what is withheld. */
export function withholdingTrace(trace: Trace, withheld: Withheld): Trace {
  return withheld.size === 0 ? trace : traces.of(trace, withheld, () => ({ ...trace, withheld }));
}

/** The same beats, of which none reveals what is withheld. */
export function withholdingReveals(reveals: Reveals, withheld: Withheld): Reveals {
  if (withheld.size === 0) return reveals;
  return seen.of(reveals, withheld, () => ({
    get: (id) => (withheld.has(wholeOf(id)) ? Number.POSITIVE_INFINITY : reveals.get(id)),
    has: (id) => reveals.has(id),
    isGiven: (id) => !withheld.has(wholeOf(id)) && reveals.isGiven(id),
  }));
}

/** The same object for all who look at the same moment. */
interface Remembered<T extends object> {
  of(whole: T, withheld: Withheld, make: () => T): T;
}

function remembered<T extends object>(): Remembered<T> {
  const last = new WeakMap<T, { readonly withheld: Withheld; readonly made: T }>();
  return {
    of(whole, withheld, make) {
      const known = last.get(whole);
      if (known?.withheld === withheld) return known.made;
      const made = make();
      last.set(whole, { withheld, made });
      return made;
    },
  };
}

const traces = remembered<Trace>();
const seen = remembered<Reveals>();
