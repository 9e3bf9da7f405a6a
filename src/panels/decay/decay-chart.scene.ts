// How ‖∂(state)_τ/∂(state)_t‖ falls or grows with the way back, as lines on a log axis over the order of time.

import { ticks } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { type PowerTick, powerRange, powerTicks } from '#marks/power-axis.ts';
import { stepColour } from '#marks/step-colour.ts';
import type { Box } from '#marks/strip.ts';
import type { StateProducts } from '#trace/derived/state-products.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type GuideKind, guidesOf } from './decay-reading.scene.ts';

export interface DecayPoint {
  readonly t: number;
  readonly x: number;
  readonly y: number;
  /** Of the palette of time, 1 … 12. */
  readonly colour: number;
}

/** What the run itself has done to one state. */
export interface DecayLine {
  readonly state: string;
  readonly path: string;
  /** Empty where so many would run into each other. */
  readonly points: readonly DecayPoint[];
  readonly labelY: number;
}

export interface DecayGuide {
  readonly kind: GuideKind;
  readonly path: string;
  readonly labelY: number;
  /** Where the line leaves the picture on its way back; null: it stays. */
  readonly leaves: 'up' | 'down' | null;
}

export interface DecayChart {
  readonly width: number;
  readonly height: number;
  readonly plot: Box;
  /** Where a gradient has its full length. */
  readonly oneY: number;
  readonly yTicks: readonly { readonly y: number; readonly text: string }[];
  readonly xTicks: readonly { readonly x: number; readonly t: number }[];
  readonly lines: readonly DecayLine[];
  readonly guides: readonly DecayGuide[];
}

/** Room for the type, in its size: the names at the left, the numbers at the right, the steps below. */
const type = { name: 6.2, digit: 0.5, wide: 0.62, raised: 0.45, line: 1.7, space: 1.4 };
const mostPoints = 24;
const mostSteps = 8;
/** From one name to the next, in sizes of the type. */
const namePitch = 1.25;

type Scale = ScaleLinear<number, number>;

export function buildDecayChart(
  products: StateProducts,
  trace: Pick<Trace, 'steps'>,
  room: DecayRoom,
): DecayChart {
  const { first, last, decays } = products;
  const guidePowers = guidesOf(products);
  const domain = powerRange(
    decays.flatMap(({ norms }) => Array.from(norms)),
    guidePowers.flatMap(({ powers }) => powers),
  );
  const numbers = powerTicks(domain);
  const plot = plotIn(room, last, numbers);
  const x = scaleLinear([first, Math.max(last, first + 1)], [plot.x, plot.x + plot.width]);
  const y = scaleLinear(domain, [plot.y + plot.height, plot.y]);
  const lines = decays.map(({ state, norms }) => {
    const points = Array.from(norms, (norm, i) => pointAt(x, y, first + i, norm, trace.steps));
    const labelY = points[0]?.y ?? y(0);
    const path = pathOf(points);
    return { state, path, points: points.length > mostPoints ? [] : points, labelY };
  });
  const guides = guidePowers.map(({ kind, powers }) => guide(x, y, first, kind, powers));
  return {
    width: room.width,
    height: room.height,
    plot,
    oneY: y(0),
    yTicks: numbers.map(({ power, text }) => ({ y: y(power), text })),
    xTicks: stepTicks(first, last, plot.width / room.em).map((t) => ({ x: x(t), t })),
    ...apart({ lines, guides }, plot, namePitch * room.em),
  };
}

export interface DecayRoom {
  readonly width: number;
  readonly height: number;
  /** Size of the type, in px. */
  readonly em: number;
}

function plotIn(
  { width, height, em }: DecayRoom,
  last: number,
  numbers: readonly PowerTick[],
): Box {
  const left = (type.name + type.digit * String(last).length) * em;
  const right = Math.max(...numbers.map(({ text }) => widthOf(text))) * em + 12;
  const top = 0.7 * em;
  return {
    x: left,
    y: top,
    width: Math.max(40, width - left - right),
    height: height - top - type.line * em,
  };
}

/** In sizes of the type. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\d.e]/.test(sign) ? type.wide : type.raised), 0);
}

/** Whole steps, as many as can be read; `room` in sizes of the type. */
function stepTicks(first: number, last: number, room: number): readonly number[] {
  const each = type.wide * String(last).length + type.space;
  const most = Math.max(1, Math.min(mostSteps, Math.floor(room / each)));
  return ticks(first, last, Math.min(most, Math.max(1, last - first))).filter(Number.isInteger);
}

/** The step nearest to a place across the chart. */
export function stepAt(
  { plot }: Pick<DecayChart, 'plot'>,
  { first, last }: Pick<StateProducts, 'first' | 'last'>,
  x: number,
): number {
  const share = (x - plot.x) / plot.width;
  return Math.min(last, Math.max(first, Math.round(first + share * (last - first))));
}

/** Where a step stands across the chart. */
export function placeOf(
  { plot }: Pick<DecayChart, 'plot'>,
  { first, last }: Pick<StateProducts, 'first' | 'last'>,
  t: number,
): number {
  return plot.x + (plot.width * (t - first)) / Math.max(1, last - first);
}

function pointAt(x: Scale, y: Scale, t: number, power: number, steps: number): DecayPoint {
  // The exact zero has no place on a log axis: it lies on the floor.
  const [floor = 0] = y.range();
  const height = Number.isFinite(power) ? y(power) : floor;
  return { t, x: x(t), y: height, colour: stepColour(t, steps) };
}

function pathOf(points: readonly Pick<DecayPoint, 'x' | 'y'>[]): string {
  const path = line<Pick<DecayPoint, 'x' | 'y'>>(
    (point) => point.x,
    (point) => point.y,
  );
  return path.digits(1)(points) ?? '';
}

function guide(
  x: Scale,
  y: Scale,
  first: number,
  kind: GuideKind,
  powers: readonly number[],
): DecayGuide {
  const [bottom = 0, top = 0] = y.domain();
  const end = powers[0] ?? 0;
  // Far outside, so that the frame cuts it; not so far that the path cannot be drawn.
  const drawn = (power: number): number =>
    Math.min(top + 3 * (top - bottom), Math.max(bottom - 3 * (top - bottom), power));
  const points = powers.map((power, i) => ({ x: x(first + i), y: y(drawn(power)) }));
  const leaves = end > top ? 'up' : end < bottom ? 'down' : null;
  return { kind, path: pathOf(points), labelY: y(Math.min(top, Math.max(bottom, end))), leaves };
}

/** The labels of all lines, so far from each other that each can be read. */
function apart<L extends { readonly labelY: number }, G extends { readonly labelY: number }>(
  { lines, guides }: { readonly lines: readonly L[]; readonly guides: readonly G[] },
  plot: Box,
  labelGap: number,
): { readonly lines: readonly L[]; readonly guides: readonly G[] } {
  const wishes = [...lines, ...guides].map(({ labelY }) => labelY);
  const order = wishes.map((_, i) => i).toSorted((a, b) => (wishes[a] ?? 0) - (wishes[b] ?? 0));
  const places = [...wishes];
  const floor = plot.y + plot.height;
  let above = plot.y + labelGap / 2 - labelGap;
  for (const i of order) {
    above = Math.max(places[i] ?? 0, above + labelGap);
    places[i] = above;
  }
  let below = floor + labelGap / 2;
  for (const i of order.toReversed()) {
    below = Math.min(places[i] ?? 0, below - labelGap);
    places[i] = below;
  }
  return {
    lines: lines.map((item, i) => ({ ...item, labelY: places[i] ?? item.labelY })),
    guides: guides.map((item, i) => ({
      ...item,
      labelY: places[lines.length + i] ?? item.labelY,
    })),
  };
}
