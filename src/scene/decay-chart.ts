// How ‖∂(state)_τ/∂(state)_t‖ falls or grows with the way back, as lines on a log axis over the order of time.

import { extent, range, ticks } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { formatPower } from '#base/format.ts';
import { jacobianId, pathId, type QuantityId } from '#model/quantity-id.ts';
import type { StateProducts } from '#trace/state-products.ts';
import type { Trace } from '#trace/trace.ts';
import { stepColour } from './step-colour.ts';
import { powerText } from './strength.ts';
import type { Box } from './strip.ts';

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

/**
 * `bound`: the product of the norms of this run's Jacobians; `promise`: the bound by the weights alone;
 * `radius`: the power of the spectral radius, which is no bound.
 */
export type GuideKind = 'bound' | 'promise' | 'radius';

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

/** The numbers of one step, as they are written. */
export interface DecayReading {
  readonly t: number;
  /** What lights up: the whole way from the loss at τ back to t, or where there is no such loss, the first Jacobian. */
  readonly id: QuantityId;
  readonly distance: number;
  readonly norms: readonly { readonly state: string; readonly text: string }[];
  readonly bound: string;
  /** ‖J_{t+1}‖₂, by which step t + 1 stretches at most; null for t = τ. */
  readonly factor: string | null;
  readonly promise: string | null;
  readonly radius: string | null;
}

const margin = { left: 88, right: 40, top: 8, bottom: 20 };
const mostPoints = 40;
const labelGap = 15;
/** Guides widen the axis by no more decades than this. */
const mostBeyond = 1;

type Scale = ScaleLinear<number, number>;

export function buildDecayChart(
  products: StateProducts,
  trace: Pick<Trace, 'steps'>,
  room: { readonly width: number; readonly height: number },
): DecayChart {
  const { first, last, decays } = products;
  const plot: Box = {
    x: margin.left,
    y: margin.top,
    width: Math.max(40, room.width - margin.left - margin.right),
    height: room.height - margin.top - margin.bottom,
  };
  const x = scaleLinear([first, Math.max(last, first + 1)], [plot.x, plot.x + plot.width]);
  const y = scaleLinear(domainOf(products), [plot.y + plot.height, plot.y]);
  const lines = decays.map(({ state, norms }) => {
    const points = Array.from(norms, (norm, i) => pointAt(x, y, first + i, norm, trace.steps));
    const labelY = points[0]?.y ?? y(0);
    const path = pathOf(points);
    return { state, path, points: points.length > mostPoints ? [] : points, labelY };
  });
  const guides = guidesOf(products).map(({ kind, powers }) => guide(x, y, first, kind, powers));
  return {
    ...room,
    plot,
    oneY: y(0),
    yTicks: yTicksOf(y),
    xTicks: ticks(first, last, Math.min(8, Math.max(1, last - first)))
      .filter(Number.isInteger)
      .map((t) => ({ x: x(t), t })),
    ...apart({ lines, guides }, plot),
  };
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

/** The step of the chart that a quantity speaks of: the use of a path from τ, or where a Jacobian comes out. */
export function pointedStep(
  { first, last }: Pick<StateProducts, 'first' | 'last'>,
  id: QuantityId | null,
): number | null {
  const path = /^path:(\d+)>(\d+)$/.exec(id ?? '');
  const derivative = /^d\w+@(\d+)\/d\w+@(\d+)/.exec(id ?? '');
  const isOwn = path !== null && Number(path[1]) === last;
  const isFactor = derivative !== null && Number(derivative[1]) === Number(derivative[2]) + 1;
  const step = isOwn ? Number(path[2]) : isFactor ? Number(derivative[2]) : null;
  return step !== null && step >= first && step <= last ? step : null;
}

/** The numbers at step t (first … last) of the products. */
export function readDecay(
  products: StateProducts,
  { model, lossSteps }: Pick<Trace, 'model' | 'lossSteps'>,
  t: number,
): DecayReading {
  const { first, last, decays, bound, factors, promise } = products;
  const { output } = model.cell;
  const place = t - first;
  const distance = last - t;
  return {
    t,
    id: lossSteps.includes(last)
      ? pathId(last, t)
      : jacobianId(output, Math.min(last, t + 1), output),
    distance,
    norms: decays.map(({ state, norms }) => ({ state, text: formatPower(norms[place] ?? 0) })),
    bound: formatPower(bound[place] ?? 0),
    factor: distance === 0 ? null : formatPower(factors[place + 1] ?? 0),
    promise: promise && formatPower(times(distance, promise.bound)),
    radius: promise && formatPower(times(distance, promise.radius)),
  };
}

/** Zero to the power of zero is 1. */
function times(distance: number, power: number): number {
  return distance === 0 ? 0 : distance * power;
}

interface GuidePowers {
  readonly kind: GuideKind;
  readonly powers: readonly number[];
}

function guidesOf({ first, last, bound, promise }: StateProducts): readonly GuidePowers[] {
  const straight = (power: number) =>
    Array.from({ length: last - first + 1 }, (_, i) => times(last - first - i, power));
  return [
    { kind: 'bound', powers: Array.from(bound) },
    ...(promise === null
      ? []
      : [
          { kind: 'promise' as const, powers: straight(promise.bound) },
          { kind: 'radius' as const, powers: straight(promise.radius) },
        ]),
  ];
}

/** Whole decades, or where there are hardly two, steps of 1, 2, 5: so many powers between one and the next. */
const fine = [0, Math.log10(2), Math.log10(5)];
const mostFine = 2;

/** An axis that holds every norm; a guide is held as far as it does not go far beyond them. */
function domainOf(products: StateProducts): readonly [number, number] {
  const finite = (powers: ArrayLike<number>): number[] =>
    Array.from(powers).filter(Number.isFinite);
  const [low = 0, high = 0] = extent([0, ...products.decays.flatMap(({ norms }) => finite(norms))]);
  const reach = Math.max(mostBeyond, high - low);
  const [least = low, most = high] = extent(
    guidesOf(products).flatMap(({ powers }) => finite(powers)),
  );
  const bottom = Math.min(low, Math.max(least, low - reach));
  const top = Math.max(high, Math.min(most, high + reach));
  const parts = top - bottom > mostFine ? [0] : fine;
  const below = roundedDown(bottom, parts);
  // Going up is going down seen from above: 2 and 5 change places.
  const above = -roundedDown(-top, parts === fine ? fine.map((part) => (1 - part) % 1) : parts);
  return below === above ? [below - 1, above + 1] : [below, above];
}

function roundedDown(power: number, parts: readonly number[]): number {
  const dust = 1e-9;
  const whole = Math.floor(power + dust);
  return whole + Math.max(...parts.filter((part) => whole + part <= power + dust));
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

/** Whole decades, and where there are hardly two, also 2 and 5 of each. */
function yTicksOf(y: Scale): DecayChart['yTicks'] {
  const [bottom = 0, top = 0] = y.domain();
  const decades = range(Math.floor(bottom), Math.ceil(top) + 1);
  const powers =
    top - bottom > mostFine
      ? ticks(bottom, top, 5).filter(Number.isInteger)
      : decades.flatMap((power) => fine.map((part) => power + part));
  return powers
    .filter((power) => power >= bottom - 1e-9 && power <= top + 1e-9)
    .map((power) => ({ y: y(power), text: tickText(power) }));
}

function tickText(power: number): string {
  return Number.isInteger(power) ? powerText(power) : formatPower(power, 1);
}

/** The labels of all lines, so far from each other that each can be read. */
function apart<L extends { readonly labelY: number }, G extends { readonly labelY: number }>(
  { lines, guides }: { readonly lines: readonly L[]; readonly guides: readonly G[] },
  plot: Box,
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
