// The strips under the columns, on the same time axis: what the activation lets through, and the norm on a log scale.

import { formatNumber } from '#base/format.ts';
import type { GraphLayout } from '#marks/graph-layout.ts';
import { rowNamed } from '#marks/routes.ts';
import { stepColour } from '#marks/step-colour.ts';
import { decadesOf, decadeText, shareOf, strengthOf, strengthScaleOf } from '#marks/strength.ts';
import { type Box, buildStrip, type Strip } from '#marks/strip.ts';
import { type Band, type StripsLayout, slopeEdge, slopeId } from '#marks/strips-layout.ts';
import { valueTone } from '#marks/tone.ts';
import type { Edge } from '#model/model.ts';
import { gradientId, type QuantityId } from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import { edgeSlope } from '#trace/derived/local-derivative.ts';
import { shareUsed } from '#trace/derived/used-gradient.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';

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
