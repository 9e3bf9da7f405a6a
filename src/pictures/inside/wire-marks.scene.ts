// One wire of the circuit at a moment: the thin line of its value, and beside it the gradient that comes back.

import { normOf } from '#base/norm.ts';
import type { Point } from '#marks/curve.ts';
import { type FlowMark, markFlow } from '#marks/flow-mark.ts';
import { type Share, shareOf, strengthScaleOf } from '#marks/strength.ts';
import { headOf, pathOf, reverseWay, shortenWay } from '#marks/way.ts';
import { offsetWire, wire } from '#marks/wire.ts';
import { lossId, parameterId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import { sumOfParts } from '#trace/derived/roads.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { CircuitWire, Return } from './circuit.scene.ts';
import { beyond } from './grid.scene.ts';
import { existsAt, returnId, returnValue, signalValue } from './wire-values.scene.ts';

export interface ForwardWire {
  readonly ids: readonly QuantityId[];
  readonly presence: Presence;
  readonly path: string;
  readonly head: string;
  /** Length of what it carries; null while unknown. */
  readonly norm: number | null;
}

export interface BackwardWire extends FlowMark {
  readonly ids: readonly QuantityId[];
  readonly presence: Presence;
  readonly share: Share | null;
  /** Where its length is written: beside the middle of its longest piece; null where there is no room, or no need. */
  readonly label: (Point & { readonly isLevel: boolean }) | null;
}

export interface InsideWire {
  readonly key: string;
  readonly forward: ForwardWire;
  readonly backward: BackwardWire | null;
}

/** How far the two lie to the right of their way, seen in the forward direction, in px. */
export const forwardSide = -2.5;
const backwardSide = 3.5;

export function wireOf(trace: Trace, moment: Moment, plan: CircuitWire, t: number): InsideWire {
  const { key, corners, to, signal, back } = plan;
  // Where no gradient comes back, the line of the value has the way for itself.
  const way = offsetWire(wire(...corners), back.length > 0 ? forwardSide : 0);
  // On to the next step goes what is known of this one.
  const own = signal.kind === 'source' ? [valueId(signal.source.quantity, t)] : [];
  const values = to.flatMap((name) => (name === beyond.next ? own : [valueOrLoss(name, t)]));
  const weights = back.flatMap((part) =>
    part.kind === 'edge' && part.edge.weight !== undefined ? [parameterId(part.edge.weight)] : [],
  );
  const presence = firstKnown(moment, values);
  const parts = back.filter((part) => existsAt(trace, part, t));
  return {
    key,
    forward: {
      ids: [...values, ...weights],
      presence,
      path: pathOf(plan.enters ? shortenWay(way, 5) : way),
      head: plan.enters ? headOf(way, 7, 6) : '',
      norm: presence === 'unknown' ? null : normOf(signalValue(trace, signal, t)),
    },
    backward: parts.length === 0 ? null : backwardOf(trace, moment, plan, parts, t),
  };
}

function backwardOf(
  trace: Trace,
  moment: Moment,
  plan: CircuitWire,
  parts: readonly Return[],
  t: number,
): BackwardWire {
  const { corners, leaves } = plan;
  const way = reverseWay(offsetWire(wire(...corners), backwardSide));
  const ids = [...new Set(parts.map((part) => returnId(part, t)))];
  const states = ids.map((id) => presenceOf(moment, id));
  const presence: Presence = states.includes('unknown')
    ? 'unknown'
    : states.includes('fresh')
      ? 'fresh'
      : 'known';
  const vectors = presence === 'unknown' ? [] : parts.map((part) => returnValue(trace, part, t));
  const share = presence === 'unknown' ? null : shareOf(sumOfParts(vectors));
  const look = { scale: strengthScaleOf(trace), crowded: true, headed: leaves };
  return { ids, presence, share, label: labelAt(plan), ...markFlow(way, share, look) };
}

export function valueOrLoss(name: string, t: number): QuantityId {
  return name === beyond.loss ? lossId(t) : valueId(name, t);
}

/** The line stands as soon as one of its ends does. */
export function firstKnown(moment: Moment, ids: readonly QuantityId[]): Presence {
  const all = ids.map((id) => presenceOf(moment, id));
  return all.find((p) => p === 'fresh') ?? all.find((p) => p === 'known') ?? 'unknown';
}

/** Least length of a piece that a number stands beside, in px: level and upright. */
const levelRoom = 40;
const uprightRoom = 17;

/** Beside the middle of the longest piece; a wire between two operations says nothing that its neighbours do not. */
function labelAt({ corners, leaves, enters, back }: CircuitWire): BackwardWire['label'] {
  const isInner = back.every((part) => part.kind === 'whole' || part.kind === 'factor');
  if (isInner && !leaves && !enters) return null;
  // The parts of what is carried back stand in the list of roads.
  const isCarried = back.some((part) => part.kind === 'edge' && part.edge.from.at === 'before');
  if (isCarried && !leaves) return null;
  // The number of a road stands on its wire.
  const above = isCarried ? 15 : 9;
  let best: BackwardWire['label'] = null;
  let longest = 0;
  corners.slice(1).forEach((end, i) => {
    const start = corners[i] ?? end;
    const isLevel = Math.abs(end.y - start.y) < 1;
    const size = Math.abs(end.x - start.x) + Math.abs(end.y - start.y);
    if (size <= longest || size < (isLevel ? levelRoom : uprightRoom)) return;
    longest = size;
    const [x, y] = [(start.x + end.x) / 2, (start.y + end.y) / 2];
    best = isLevel ? { x, y: y - above, isLevel } : { x: x + 10, y, isLevel };
  });
  return best;
}
