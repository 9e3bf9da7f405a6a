// The strips under the columns, on the same time axis: ∂L/∂state, what is let through, and the norm on a log scale.

import { formatNumber } from '#base/format.ts';
import { type Edge, type Model, quantityOf } from '#model/model.ts';
import { gradientId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { edgeSlope } from '#trace/local-derivative.ts';
import { rowOf, type Trace } from '#trace/trace.ts';
import type { GraphLayout } from './layout.ts';
import { type Moment, type Presence, presenceOf } from './presence.ts';
import { rowNamed } from './routes.ts';
import { stepColour } from './step-colour.ts';
import { decadesOf, decadeText, shareOf, strengthOf, strengthScaleOf } from './strength.ts';
import { type Box, buildStrip, type Strip } from './strip.ts';
import type { StripLayout } from './strip-layout.ts';
import { gradientTone, type Tone, valueTone } from './tone.ts';

/** What a strip shows: ∂L/∂quantity, or the slope of an edge (how much of a gradient it lets through). */
export type StripSubject =
  | { readonly kind: 'gradient'; readonly quantity: string }
  | { readonly kind: 'slope'; readonly edge: Edge };

export interface StripRow {
  readonly subject: StripSubject;
  readonly top: number;
  readonly height: number;
  readonly strips: readonly Strip[];
}

export interface NormBar extends Box {
  readonly id: QuantityId;
  readonly t: number;
  /** Of the palette of time, 1 … 12. */
  readonly colour: number;
  readonly presence: Presence;
  readonly text: string;
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
  readonly rows: readonly StripRow[];
  readonly chart: NormChart;
}

/** Where the strips start and how tall they are; `headed`: each has its label above instead of at the side. */
export interface StripsLayout {
  readonly rowTops: readonly number[];
  readonly rowHeight: number;
  readonly chartTop: number;
  readonly chartHeight: number;
  readonly height: number;
}

const chartRoom = 14;
const headHeight = 20;

/** The subjects in the order in which they stand. */
export function stripSubjects(trace: Pick<Trace, 'model'>): readonly StripSubject[] {
  const { cell, edges } = trace.model;
  const gradients = cell.states
    .toReversed()
    .map((quantity): StripSubject => ({ kind: 'gradient', quantity }));
  const edge = passage(edges, cell.states, cell.output);
  return edge ? [...gradients, { kind: 'slope', edge }] : gradients;
}

/**
 * The edge whose slope decides how much a state's gradient keeps: the direct elementwise way from a state
 * to the next one (the forget gate of an LSTM, the update gate of a GRU) where the cell has one, else the
 * activation into the output.
 */
function passage(
  edges: readonly Edge[],
  states: readonly string[],
  output: string,
): Edge | undefined {
  const elementwise = edges.filter((e) => e.kind === 'elementwise');
  return (
    elementwise.find((e) => e.from.at === 'before' && states.includes(e.from.quantity)) ??
    elementwise.find((e) => e.to === output && e.from.at === 'now')
  );
}

/** `room`: the height left by the graph; the taller, the looser the strips and the taller the chart. */
export function layoutStrips(
  subjects: number,
  strip: Pick<StripLayout, 'height'>,
  headed: boolean,
  room: number,
): StripsLayout {
  const rowHeight = strip.height;
  const head = headed ? headHeight : 0;
  const spare = Math.min(1, Math.max(0, (room - 180) / 240));
  const chartHeight = Math.round(44 + 52 * spare);
  const pitch = rowHeight + 10 + Math.round(10 * spare) + head;
  const rowTops = Array.from({ length: subjects }, (_, i) => 8 + head + i * pitch);
  const chartTop = 8 + subjects * pitch + head + chartRoom;
  return { rowTops, rowHeight, chartTop, chartHeight, height: chartTop + chartHeight + 10 };
}

export function buildStripsScene(
  trace: Trace,
  moment: Moment,
  graph: GraphLayout,
  layout: StripsLayout,
): StripsScene {
  const subjects = stripSubjects(trace);
  return {
    width: graph.width,
    height: layout.height,
    rows: subjects.map((subject, i) =>
      stripRow(trace, moment, graph, subject, layout.rowTops[i] ?? 0),
    ),
    chart: normChart(trace, moment, graph, layout),
  };
}

function stripRow(
  trace: Trace,
  moment: Moment,
  graph: GraphLayout,
  subject: StripSubject,
  top: number,
): StripRow {
  const quantity = subject.kind === 'gradient' ? subject.quantity : subject.edge.to;
  const row = rowNamed(graph, quantity);
  const strips = graph.columns.map(({ t, center }) => {
    const { id, known, values, toneOf } = contentOf(trace, subject, t);
    return buildStrip({
      id,
      presence: presenceOf(moment, known),
      layout: row,
      x: center - row.width / 2,
      y: top,
      values,
      toneOf,
    });
  });
  return { subject, top, height: row.height, strips };
}

interface StripContent {
  readonly id: QuantityId;
  /** The quantity whose coming makes the strip known. */
  readonly known: QuantityId;
  readonly values: ArrayLike<number>;
  readonly toneOf: (value: number) => Tone;
}

function contentOf(trace: Trace, subject: StripSubject, t: number): StripContent {
  if (subject.kind === 'gradient') {
    const id = gradientId(subject.quantity, t);
    const block = trace.gradients[subject.quantity];
    const size = block ? block.length / trace.steps : 0;
    const values = block ? rowOf(block, t, size) : [];
    const scale = strengthScaleOf(trace);
    return { id, known: id, values, toneOf: (value) => gradientTone(scale, value) };
  }
  const id = slopeId(trace.model, subject.edge, t);
  const known = gateOf(trace.model, subject.edge) === null ? valueId(subject.edge.to, t) : id;
  return { id, known, values: edgeSlope(trace, subject.edge, t), toneOf: valueTone };
}

/** What an elementwise edge lets through, as a quantity: the gate where it is nothing but one, else ∂⁺to_t/∂from. */
export function slopeId(model: Model, edge: Edge, t: number): QuantityId {
  const gate = gateOf(model, edge);
  if (gate !== null) return valueId(gate, t);
  const from = edge.from.at === 'now' ? t : t - 1;
  return `d${edge.to}@${t}/d${edge.from.quantity}@${from}`;
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
  layout: StripsLayout,
): NormChart {
  const { chartTop: top, chartHeight: height } = layout;
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
    };
  });
  return { quantity, top, height, bars, ticks: normTicks(trace, layout) };
}

/** From the top decade down, at most four. */
export function normTicks(
  trace: Trace,
  { chartTop, chartHeight }: Pick<StripsLayout, 'chartTop' | 'chartHeight'>,
): readonly Tick[] {
  const decades = decadesOf(strengthScaleOf(trace)).toReversed();
  const last = decades.length - 1;
  const every = Math.ceil(last / 3);
  return decades.flatMap((value, i) =>
    i % every === 0 ? [{ y: chartTop + (i / last) * chartHeight, text: decadeText(value) }] : [],
  );
}
