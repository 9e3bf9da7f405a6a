// The room of the strips under the columns, and which quantity the strip of the slopes shows: of the net alone.

import { type Edge, type Model, quantityOf } from '#model/model.ts';
import { derivativeId, type QuantityId, valueId } from '#model/quantity-id.ts';
import type { StripLayout } from './strip-layout.ts';

export interface Band {
  readonly top: number;
  readonly height: number;
}

/** Where the strips start and how tall they are; one that has no room is null. */
export interface StripsLayout {
  readonly slope: Band | null;
  readonly chart: Band | null;
  readonly height: number;
}

/** Above the chart, for the numbers on its bars. */
const chartRoom = 16;
const chartHeights = { least: 36, most: 96 } as const;
/** Around a strip, and above it where its label stands there. */
const besideStrip = 6;
const headHeight = 20;

/**
 * The edge whose slope decides how much a state's gradient keeps, where that is a quantity of no row: the activation
 * into the output of a cell without gates. Of a gated cell the gate that scales its state stands among the rows.
 */
export function slopeEdge({ cell, edges }: Model): Edge | null {
  const elementwise = edges.filter((e) => e.kind === 'elementwise');
  const isGated = elementwise.some(
    (e) => e.from.at === 'before' && cell.states.includes(e.from.quantity),
  );
  const into = elementwise.find((e) => e.to === cell.output && e.from.at === 'now');
  return isGated ? null : (into ?? null);
}

/**
 * `strip`: as tall as that of the slopes; null where there is none. `room`: the height that the graph leaves; the
 * taller, the taller the chart, which gives way first. `headed`: labels stand above, and not at the side.
 */
export function layoutStrips(
  strip: Pick<StripLayout, 'height'> | null,
  headed: boolean,
  room: number,
): StripsLayout {
  const head = headed ? headHeight : 0;
  const slope = strip && { top: besideStrip + head, height: strip.height };
  const below = slope ? slope.top + slope.height + besideStrip : 0;
  const chartTop = below + head + chartRoom;
  const free = room - chartTop - besideStrip;
  if (free < chartHeights.least) return { slope, chart: null, height: below };
  const height = Math.round(Math.min(chartHeights.most, chartHeights.least + free / 4, free));
  return { slope, chart: { top: chartTop, height }, height: chartTop + height + besideStrip };
}

/** What an elementwise edge lets through, as a quantity: the gate where it is nothing but one, else ∂⁺to_t/∂from. */
export function slopeId(model: Model, edge: Edge, t: number): QuantityId {
  const gate = gateOf(model, edge);
  if (gate !== null) return valueId(gate, t);
  const from = edge.from.at === 'now' ? t : t - 1;
  return derivativeId(edge.to, t, edge.from.quantity, from);
}

/** The quantity that alone scales an edge (c = f ⊙ c₋ has the gate f); null where the slope is a derivative. */
export function gateOf(model: Model, edge: Edge): string | null {
  const term = quantityOf(model, edge.to).terms[edge.term];
  if (term?.kind !== 'product' || term.factors.length !== 2) return null;
  const [own, other] = [term.factors[edge.factor], term.factors[1 - edge.factor]];
  if (own?.map !== 'identity' || other?.map !== 'identity') return null;
  return other.source.at === 'now' ? other.source.quantity : null;
}
