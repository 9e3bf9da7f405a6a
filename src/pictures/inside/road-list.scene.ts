// The roads of the gradient out of a column, as a list with its sum: what comes back to each state of the step before.

import { normOf } from '#base/norm.ts';
import {
  carriedId,
  gradientId,
  jacobianId,
  parameterId,
  type QuantityId,
  valueId,
} from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import {
  detours,
  detoursOf,
  jacobianByRoad,
  type Road,
  roadParts,
  roadsBetween,
  roadsOf,
  shareOfWhole,
  sumOfParts,
} from '#trace/derived/roads.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';

export interface RoadRow {
  /** null for a detour: over another state of the step before. */
  readonly road: Road | null;
  readonly over: string | null;
  /** What it is lit by; it speaks of the first. */
  readonly ids: readonly QuantityId[];
  readonly presence: Presence;
  /** It leads to the loss of a step that has none. */
  readonly isMissing: boolean;
  /** Length of the part (of a matrix: the root of the sum of its squares); null while unknown. */
  readonly norm: number | null;
  /** Of the whole that the group shows, along it; null while unknown, and for a whole of length 0. */
  readonly share: number | null;
}

/** All that comes back to one state of the step before. */
export interface RoadGroup {
  readonly state: string;
  /** The step of the state. */
  readonly t: number;
  readonly rows: readonly RoadRow[];
  /**
   * What the rows with a share add up to: what is carried back, as long as the state's own step has not been gone
   * through, then its whole gradient; or the derivative of the state by itself one step before.
   */
  readonly whole: {
    readonly id: QuantityId;
    readonly kind: 'carried' | 'gradient' | 'jacobian';
    readonly presence: Presence;
    readonly norm: number | null;
  };
}

/** Of step t from 2, one group for each state before it; none for the first step, whose state before is given. */
export function roadGroups(trace: Trace, moment: Moment, t: number): readonly RoadGroup[] {
  if (t < 2) return [];
  return trace.model.cell.states.map((state) => groupOf(trace, moment, state, t - 1));
}

/** A road over a matrix speaks of that matrix, so that it can be told from its neighbours; any other of the whole. */
export function idsOfRoad({ edge }: Road, whole: QuantityId): readonly QuantityId[] {
  return edge.weight === undefined ? [whole] : [parameterId(edge.weight), whole];
}

function groupOf(trace: Trace, moment: Moment, state: string, t: number): RoadGroup {
  const carried = carriedId(state, t);
  const total = gradientId(state, t);
  const isCarried = presenceOf(moment, total) === 'unknown';
  const id = isCarried ? carried : total;
  const presence = presenceOf(moment, id);
  const parts = roadParts(trace, state, t);
  const back = parts.filter(({ road }) => road.edge.from.at === 'before');
  const whole = isCarried
    ? sumOfParts(back.map((part) => part.vector))
    : gradientAt(trace, state, t);
  const rows = roadsOf(trace.model)
    .filter((road) => road.state === state)
    .map((road): RoadRow => {
      const part = parts.find((p) => p.road === road);
      const isBack = road.edge.from.at === 'before';
      const own = presenceOf(moment, isBack ? carried : total);
      const isKnown = own !== 'unknown' && part !== undefined;
      return {
        road,
        over: null,
        ids: isBack ? idsOfRoad(road, carried) : [valueId(road.edge.to, t)],
        presence: own,
        isMissing: part === undefined,
        norm: isKnown ? part.norm : null,
        share: isKnown ? shareOfWhole(part.vector, whole) : null,
      };
    });
  const norm = presence === 'unknown' ? null : normOf(whole);
  return {
    state,
    t,
    rows,
    whole: { id, kind: isCarried ? 'carried' : 'gradient', presence, norm },
  };
}

/**
 * Of step t from 2, how each state depends on itself one step before, by road: the straight one, those through the
 * gates, and the detours over other states of the step before. Each part is a matrix; they add up to the total derivative.
 */
export function jacobianGroups(trace: Trace, moment: Moment, t: number): readonly RoadGroup[] {
  if (t < 2) return [];
  return trace.model.cell.states.map((state) => {
    const id = jacobianId(state, t, state);
    const presence = presenceOf(moment, id);
    const isKnown = presence !== 'unknown';
    const direct = isKnown ? jacobianByRoad(trace, t, state, state) : [];
    const aside = isKnown ? detours(trace, t, state, state) : [];
    const whole = sumOfParts([...direct, ...aside].map((part) => part.entries));
    const row = (road: Road | null, over: string | null, entries?: Float64Array): RoadRow => ({
      road,
      over,
      ids: road ? idsOfRoad(road, id) : [id],
      presence,
      isMissing: false,
      norm: entries ? normOf(entries) : null,
      share: entries ? shareOfWhole(entries, whole) : null,
    });
    const rows = [
      ...roadsBetween(trace.model, state).map((road) =>
        row(road, null, direct.find((part) => part.road === road)?.entries),
      ),
      ...detoursOf(trace.model, state).map((over) =>
        row(null, over, aside.find((part) => part.over === over)?.entries),
      ),
    ];
    const norm = isKnown ? normOf(whole) : null;
    return { state, t: t - 1, rows, whole: { id, kind: 'jacobian', presence, norm } };
  });
}
