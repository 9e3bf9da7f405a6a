// What each step adds to a shared parameter, as bars: one a use, or of a long run one for several.

import { bisector, range } from 'd3-array';
import { stepColour } from '#marks/step-colour.ts';
import { limitOf } from '#marks/tone.ts';
import type { ParameterShape } from '#model/model.ts';
import { contributionId, parameterGradientId, type QuantityId } from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import { shareUsedByParameter } from '#trace/derived/used-gradient.ts';
import type { Trace } from '#trace/record/trace.ts';

/** One entry, from 1. */
export interface Entry {
  readonly row: number;
  readonly column: number;
}

/** What one use has added, or several that share a bar: the chosen entry's own number, or the size of the whole. */
export interface ContributionBar {
  /** The contribution that has been added last. */
  readonly id: QuantityId;
  /** The uses t … to, from 1. */
  readonly t: number;
  readonly to: number;
  /** Of the palette of time, 1 … 12. */
  readonly colour: number;
  readonly presence: Presence;
  /** What the update uses of it; 0 while unknown. */
  readonly value: number;
  /** Truncation drops the share of all its uses. */
  readonly dropped: boolean;
}

/** How far back the contributions of a parameter are known. */
export interface KnownUses {
  /** Uses before this place of the steps are not known. */
  readonly first: number;
  /** Of the sum of those that are. */
  readonly presence: Presence;
}

/** Contributions come from the last use back: the place is found by bisection. */
export function knownUses(
  moment: Moment,
  { name }: ParameterShape,
  steps: readonly number[],
): KnownUses {
  const isKnown = (t: number): boolean => presenceOf(moment, contributionId(name, t)) !== 'unknown';
  const first = bisector(isKnown).left(steps, true);
  const total = presenceOf(moment, parameterGradientId(name));
  if (total !== 'unknown') return { first, presence: total };
  const latest = steps[first];
  if (latest === undefined) return { first, presence: 'unknown' };
  return { first, presence: presenceOf(moment, contributionId(name, latest)) };
}

/** More uses than bars share them. */
const mostBars = 40;

/** What the uses of a parameter add. */
interface Added {
  /** The steps of the uses. */
  readonly steps: readonly number[];
  /** What each adds, at index t − 1. */
  readonly values: Float64Array;
  /** Entries add up, norms do not. */
  readonly addUp: boolean;
  /** The uses from this place of the steps on are known. */
  readonly first: number;
}

export function barsOf(
  trace: Trace,
  moment: Moment,
  { name }: ParameterShape,
  { steps, values, addUp, first }: Added,
): readonly ContributionBar[] {
  const size = usesInBar(steps);
  return range(0, steps.length, size).map((start): ContributionBar => {
    const known = steps.slice(Math.max(start, first), start + size);
    const [t = 1, latest] = [steps[start], known[0]];
    const id = contributionId(name, latest ?? t);
    return {
      id,
      t,
      to: steps[Math.min(start + size, steps.length) - 1] ?? t,
      colour: stepColour(t, trace.steps),
      presence: latest === undefined ? 'unknown' : presenceOf(moment, id),
      value: together(known, values, addUp),
      dropped: range(start, Math.min(start + size, steps.length)).every(
        (i) => shareUsedByParameter(trace, name, steps[i] ?? 1) === 'dropped',
      ),
    };
  });
}

function usesInBar(steps: readonly number[]): number {
  return Math.max(1, Math.ceil(steps.length / mostBars));
}

/** What stands for several uses: the sum of their entries; of norms, which do not add up, the largest. */
function together(steps: readonly number[], values: Float64Array, addUp: boolean): number {
  let result = 0;
  for (const t of steps) {
    const value = values[t - 1] ?? 0;
    result = addUp ? result + value : Math.max(result, value);
  }
  return result;
}

/** Do several uses share a bar? Their sum, which is far larger, is then not drawn beside them. */
export function isShared(steps: readonly number[]): boolean {
  return usesInBar(steps) > 1;
}

/**
 * Full height of the bars of the whole run, and where each stands for one use of their sum as well. `norm`: of the
 * whole gradient, where bars are norms; null for an entry.
 */
export function barLimit(
  steps: readonly number[],
  values: Float64Array,
  norm: number | null,
): number {
  const size = usesInBar(steps);
  if (norm !== null) return limitOf(values, size === 1 ? [norm] : []);
  let [largest, sum, bar] = [0, 0, 0];
  for (let i = steps.length - 1; i >= 0; i--) {
    const value = values[(steps[i] ?? 1) - 1] ?? 0;
    sum = size === 1 ? sum + value : 0;
    bar = (i + 1) % size === 0 ? value : bar + value;
    largest = Math.max(largest, Math.abs(sum), Math.abs(bar));
  }
  return limitOf([largest]);
}
