// The edges between single units at a moment: weights on the way forward, the gradient that flows back afterwards.

import { type Point, round } from '#marks/curve.ts';
import { parameterLimitOf } from '#marks/parameter-limit.ts';
import { strengthScaleOf, widthOf } from '#marks/strength.ts';
import {
  carriedId,
  entryId,
  gradientId,
  jacobianId,
  localId,
  parameterId,
  type QuantityId,
  valueId,
} from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import type { Trace } from '#trace/record/trace.ts';
import { drawnPlaces } from './drawn-places.scene.ts';
import { joinFlow, joinSize, joinSource, weightNumbers } from './join-numbers.scene.ts';
import type { UnitJoin } from './unit-joins.scene.ts';
import { type GroupLayout, groupAt, placeOf, type UnitsLayout } from './unit-layout.scene.ts';

/** One unit (from 1) of a quantity at a step. */
export interface UnitRef {
  readonly quantity: string;
  readonly t: number;
  readonly unit: number;
}

/**
 * `plain`: the way is there, its number is not shown at this moment; `idle`: its source is exactly zero, so it adds
 * nothing.
 */
export type EdgeLook = 'unknown' | 'plain' | 'idle' | 'zero' | 'positive' | 'negative';

export interface UnitEdge {
  readonly key: string;
  /** The weight it is, or the entry of the Jacobian. */
  readonly id: QuantityId;
  /** What else it is lit by. */
  readonly also: readonly QuantityId[];
  readonly join: UnitJoin;
  /** The step it leads into. */
  readonly t: number;
  readonly from: UnitRef;
  readonly to: UnitRef;
  readonly start: Point;
  readonly end: Point;
  readonly path: string;
  /** The same from its end to its start: the way of the gradient. */
  readonly back: string;
  readonly look: EdgeLook;
  /** Which number gives it width and sign. */
  readonly shows: 'weight' | 'flow' | null;
  readonly fresh: boolean;
  /** In px. */
  readonly width: number;
}

/** What every edge of a picture shares. */
export interface EdgeFrame {
  readonly trace: Trace;
  readonly moment: Moment;
  readonly layout: UnitsLayout;
  /** The backward pass has begun: edges are there for the gradient from now on. */
  readonly backward: boolean;
  /** How many edges of each kind of join may be drawn into one step. */
  /** Very many edges are drawn thinner. */
  readonly crowded: boolean;
  readonly most: Readonly<Record<UnitJoin['kind'], number>>;
}

const hairline = 0.8;
const widestWeight = 3.4;
/** Where edges are crowded. */
const thinner = 0.6;

/** Is the gradient over a join into step t known, and is it new? Nothing flows back to inputs and beyond step 1. */
export function flowPresence(moment: Moment, { kind, from }: UnitJoin, t: number): Presence {
  if (kind === 'input' || (kind === 'state' && t === 1)) return 'unknown';
  return presenceOf(moment, kind === 'output' ? localId(t) : carriedId(from.quantity, t - 1));
}

/** Is this the first backward beat or a later one? */
export function isBackward({ steps, model }: Trace, moment: Moment): boolean {
  const first = gradientId(model.cell.output, steps);
  const logits = gradientId('logits', steps);
  return [first, logits].some((id) => presenceOf(moment, id) !== 'unknown');
}

/** The edges of a join into step t. */
export function unitEdges(frame: EdgeFrame, join: UnitJoin, t: number): readonly UnitEdge[] {
  const { trace, moment, layout, most } = frame;
  const source = groupAt(layout, join.from.quantity, join.from.at === 'now' ? t : t - 1);
  const target = groupAt(layout, join.to === 'logits' ? 'prediction' : join.to, t);
  if (!source || !target) return [];
  const flow = flowPresence(moment, join, t);
  const shows = flow !== 'unknown' ? 'flow' : frame.backward || !join.weight ? null : 'weight';
  const numbers = shownNumbers(trace, join, t, shows);
  const { columns } = joinSize(trace, join);
  const silent = join.kind === 'input' && presenceOf(moment, valueId('x', t)) === 'unknown';
  const read = silent ? null : t;
  const places = drawnPlaces(trace, join, { numbers, read, most: most[join.kind] });
  return places.map((place) => {
    const [i, j] = [Math.floor(place / columns) + 1, (place % columns) + 1];
    const value = numbers?.[place] ?? 0;
    return edgeOf(frame, { join, t, source, target, i, j, shows, value });
  });
}

/** The numbers by which edges have width and sign: none before they are computed. */
function shownNumbers(
  trace: Trace,
  join: UnitJoin,
  t: number,
  shows: UnitEdge['shows'],
): Float64Array | null {
  if (shows === 'flow') return joinFlow(trace, join, t).entries;
  return join.weight && weightNumbers(trace, join.weight).entries;
}

interface EdgeRequest {
  readonly join: UnitJoin;
  readonly t: number;
  readonly source: GroupLayout;
  readonly target: GroupLayout;
  /** The unit of the target, and of the source. */
  readonly i: number;
  readonly j: number;
  readonly shows: UnitEdge['shows'];
  readonly value: number;
}

function edgeOf(frame: EdgeFrame, request: EdgeRequest): UnitEdge {
  const { moment } = frame;
  const { join, t, source, target, i, j, shows, value } = request;
  const from = { quantity: source.quantity, t: source.t, unit: j };
  const to = { quantity: target.quantity, t, unit: i };
  const jacobian =
    join.kind === 'state' ? [entryId(jacobianId(join.to, t, join.from.quantity), i, j)] : [];
  const ids = join.weight ? [entryId(parameterId(join.weight.name), i, j), ...jacobian] : jacobian;
  // What comes from an input through gates has no name of its own.
  const [id = entryId(valueId(from.quantity, from.t), j), ...also] = ids;
  const [start, end] = trimmed(placeOf(source, j), placeOf(target, i), source, target);
  const reached = presenceOf(moment, valueId(join.to, t));
  const flow = flowPresence(moment, join, t);
  const look = lookOf(frame, request, reached);
  return {
    key: `${from.quantity}@${from.t}[${j}]>${to.quantity}@${t}[${i}]`,
    id,
    also,
    join,
    t,
    from,
    to,
    start,
    end,
    path: linePath(start, end),
    back: linePath(end, start),
    shows,
    look,
    fresh: (flow === 'unknown' ? reached : flow) === 'fresh',
    width:
      shows === null || look === 'idle' || look === 'unknown'
        ? hairline
        : widthBy(frame, shows, value),
  };
}

function linePath(start: Point, end: Point): string {
  return `M${round(start.x)},${round(start.y)}L${round(end.x)},${round(end.y)}`;
}

function lookOf(frame: EdgeFrame, request: EdgeRequest, reached: Presence): EdgeLook {
  const { join, t, j, shows, value } = request;
  if (reached === 'unknown') return 'unknown';
  if (shows === 'flow') return value === 0 ? 'zero' : value > 0 ? 'positive' : 'negative';
  if (joinSource(frame.trace, join, t)[j - 1] === 0) return 'idle';
  if (shows === null) return 'plain';
  return value === 0 ? 'zero' : value > 0 ? 'positive' : 'negative';
}

function widthBy({ trace, crowded }: EdgeFrame, shows: 'weight' | 'flow', value: number): number {
  if (shows === 'flow') return flowWidth(trace, Math.abs(value), crowded);
  const part = Math.min(1, Math.abs(value) / parameterLimitOf(trace));
  return rounded((hairline + (widestWeight - hairline) * part) * (crowded ? thinner : 1));
}

/** The width in px of an edge over which a gradient of that size flows back. */
export function flowWidth(trace: Trace, size: number, crowded: boolean): number {
  return rounded(widthOf(strengthScaleOf(trace), size, true) * (crowded ? thinner : 1));
}

function rounded(width: number): number {
  return Math.round(width * 100) / 100;
}

/** From border to border. */
function trimmed(a: Point, b: Point, source: GroupLayout, target: GroupLayout): [Point, Point] {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const [x, y] = [dx / length, dy / length];
  const start = borderOf(source, x, y) + 1;
  const end = borderOf(target, x, y) + 2;
  return [
    { x: a.x + x * start, y: a.y + y * start },
    { x: b.x - x * end, y: b.y - y * end },
  ];
}

/** How far the border of a unit is from its middle in a direction. */
function borderOf({ shape, radius, pitch }: GroupLayout, x: number, y: number): number {
  if (shape === 'circle') return radius;
  const across = Math.abs(pitch.y > 0 ? x : y);
  return Math.min(radius / Math.max(across, 0.2), 3 * radius);
}
