// The strips under the columns, on the same time axis: what the activation lets through, and the norm on a log scale.

import { formatNumber } from '#base/format.ts';
import { type Edge, type Model, quantityOf } from '#model/model.ts';
import { derivativeId, gradientId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { edgeSlope } from '#trace/local-derivative.ts';
import { rowOf, type Trace } from '#trace/trace.ts';
import { shareUsed } from '#trace/used-gradient.ts';
import type { GraphLayout } from './layout.ts';
import { type Moment, type Presence, presenceOf } from './presence.ts';
import { rowNamed } from './routes.ts';
import { stepColour } from './step-colour.ts';
import { decadesOf, decadeText, shareOf, strengthOf, strengthScaleOf } from './strength.ts';
import { type Box, buildStrip, type Strip } from './strip.ts';
import type { StripLayout } from './strip-layout.ts';
import { valueTone } from './tone.ts';

/** What the activation between two quantities lets through, at every step: its slope. */
export interface SlopeRow {
  readonly edge: Edge;
  readonly top: number;
  readonly height: number;
  /** Empty until the first of them is used, then one a step. */
  readonly strips: readonly Strip[];
}

export interface NormBar extends Box {
  readonly id: QuantityId;
  readonly t: number;
  /** Of the palette of time, 1 … 12. */
  readonly colour: number;
  readonly presence: Presence;
  readonly text: string;
  /** Truncation drops the gradient of this step. */
  readonly dropped: boolean;
}

export interface NormChart {
  /** The state whose gradient is measured. */
  readonly quantity: string;
  readonly top: number;
  readonly height: number;
  readonly bars: readonly NormBar[];
  readonly ticks: readonly Tick[];
}

/** A power of ten on the axis of the norms. */
export interface Tick {
  readonly y: number;
  readonly text: string;
}

export interface StripsScene {
  readonly width: number;
  readonly height: number;
  /** null where the cell has no activation whose slope is not a quantity of its own. */
  readonly slope: SlopeRow | null;
  /** null where there is no room for it. */
  readonly chart: NormChart | null;
}

interface Band {
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

export function buildStripsScene(
  trace: Trace,
  moment: Moment,
  graph: GraphLayout,
  layout: StripsLayout,
): StripsScene {
  const edge = slopeEdge(trace.model);
  return {
    width: graph.width,
    height: layout.height,
    slope: edge && layout.slope && slopeRow(trace, moment, graph, edge, layout.slope),
    chart: layout.chart && normChart(trace, moment, graph, layout.chart),
  };
}

function slopeRow(
  trace: Trace,
  moment: Moment,
  graph: GraphLayout,
  edge: Edge,
  { top, height }: Band,
): SlopeRow {
  const row = rowNamed(graph, edge.to);
  const { from } = edge;
  const usedAt = (t: number): QuantityId => gradientId(from.quantity, t);
  const begun = presenceOf(moment, usedAt(trace.steps)) !== 'unknown';
  const strips = graph.columns.map(({ t, center }) =>
    buildStrip({
      id: slopeId(trace.model, edge, t),
      presence: presenceOf(moment, usedAt(t)),
      layout: row,
      x: center - row.width / 2,
      y: top,
      values: edgeSlope(trace, edge, t),
      toneOf: valueTone,
    }),
  );
  return { edge, top, height, strips: begun ? strips : [] };
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

function normChart(
  trace: Trace,
  moment: Moment,
  graph: GraphLayout,
  { top, height }: Band,
): NormChart {
  const scale = strengthScaleOf(trace);
  const quantity = trace.model.cell.output;
  const block = trace.gradients[quantity];
  const size = block ? block.length / trace.steps : 0;
  const width = Math.min(44, graph.columnWidth * 0.4);
  const bars = graph.columns.map(({ t, center }): NormBar => {
    const id = gradientId(quantity, t);
    const presence = presenceOf(moment, id);
    const { norm } =
      presence === 'unknown' || !block ? { norm: 0 } : shareOf(rowOf(block, t, size));
    const bar = Math.round(strengthOf(scale, norm) * height);
    return {
      id,
      t,
      colour: stepColour(t, trace.steps),
      presence,
      x: center - width / 2,
      y: top + height - bar,
      width,
      height: bar,
      text: presence === 'unknown' ? '' : formatNumber(norm),
      dropped: shareUsed(trace, t) === 'dropped',
    };
  });
  return { quantity, top, height, bars, ticks: normTicks(trace, { top, height }) };
}

/** From the top decade down, at most four. */
export function normTicks(trace: Trace, { top, height }: Band): readonly Tick[] {
  const decades = decadesOf(strengthScaleOf(trace)).toReversed();
  const last = decades.length - 1;
  const every = Math.ceil(last / 3);
  return decades.flatMap((value, i) =>
    i % every === 0 ? [{ y: top + (i / last) * height, text: decadeText(value) }] : [],
  );
}
