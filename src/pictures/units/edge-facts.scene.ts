// The numbers behind one edge between two units, as far as they are known at a moment.

import { valueId } from '#model/quantity-id.ts';
import { type Moment, presenceOf } from '#playback/presence.ts';
import type { Trace } from '#trace/record/trace.ts';
import {
  arrivingGradient,
  joinDerivative,
  joinSize,
  joinSource,
  weightNumbers,
} from './join-numbers.scene.ts';
import { flowPresence, type UnitEdge } from './unit-edges.scene.ts';

export interface EdgeFacts {
  /** null where the edge is no single weight. */
  readonly weight: number | null;
  /** What the edge reads; null while unknown. */
  readonly source: number | null;
  /** derivative · gradient = value: what comes back over the edge; null while unknown. */
  readonly flow: {
    readonly derivative: number;
    readonly gradient: number;
    readonly value: number;
  } | null;
}

export function edgeFacts(trace: Trace, moment: Moment, edge: UnitEdge): EdgeFacts {
  const { join, from, to, t } = edge;
  const place = (to.unit - 1) * joinSize(trace, join).columns + from.unit - 1;
  const known = presenceOf(moment, valueId(from.quantity, from.t)) !== 'unknown';
  return {
    weight: join.weight ? (weightNumbers(trace, join.weight).entries[place] ?? 0) : null,
    source: known ? (joinSource(trace, join, t)[from.unit - 1] ?? 0) : null,
    flow:
      flowPresence(moment, join, t) === 'unknown'
        ? null
        : flowOf(
            joinDerivative(trace, join, t).entries[place] ?? 0,
            arrivingGradient(trace, join, t)[to.unit - 1] ?? 0,
          ),
  };
}

function flowOf(derivative: number, gradient: number): NonNullable<EdgeFacts['flow']> {
  return { derivative, gradient, value: derivative * gradient };
}
