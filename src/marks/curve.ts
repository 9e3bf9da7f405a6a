// Edges as geometry: cubic curves, the parallel strands of one edge, arrow heads, and paths as rounded text.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A cubic curve from `start` to `end`. */
export interface Curve {
  readonly start: Point;
  readonly first: Point;
  readonly second: Point;
  readonly end: Point;
}

export function straight(start: Point, end: Point): Curve {
  return { start, first: between(start, end, 1 / 3), second: between(start, end, 2 / 3), end };
}

/** Leaves and arrives level: from one column to the next. */
export function sideways(start: Point, end: Point): Curve {
  const bend = (end.x - start.x) * 0.45;
  return {
    start,
    first: { x: start.x + bend, y: start.y },
    second: { x: end.x - bend, y: end.y },
    end,
  };
}

/** Bulges to the right by `bulge` px: past rows of the same column. */
export function around(start: Point, end: Point, bulge: number): Curve {
  const x = Math.max(start.x, end.x) + bulge;
  return { start, first: { x, y: start.y }, second: { x, y: end.y }, end };
}

export function reverse({ start, first, second, end }: Curve): Curve {
  return { start: end, first: second, second: first, end: start };
}

export function shift(curve: Curve, dx: number, dy: number): Curve {
  const move = (p: Point): Point => ({ x: p.x + dx, y: p.y + dy });
  return {
    start: move(curve.start),
    first: move(curve.first),
    second: move(curve.second),
    end: move(curve.end),
  };
}

/** The curve without its last `length` px, so that a head can stand there. */
export function shorten(curve: Curve, length: number): Curve {
  const { x, y } = direction(curve);
  const back = (p: Point): Point => ({ x: p.x - x * length, y: p.y - y * length });
  return { ...curve, second: back(curve.second), end: back(curve.end) };
}

/** A triangle whose tip is the end of the curve. */
export function headPath(curve: Curve, length: number, width: number): string {
  const { x, y } = direction(curve);
  const base = { x: curve.end.x - x * length, y: curve.end.y - y * length };
  const half = width / 2;
  const left = { x: base.x - y * half, y: base.y + x * half };
  const right = { x: base.x + y * half, y: base.y - x * half };
  return `M${pair(left)}L${pair(curve.end)}L${pair(right)}z`;
}

export function curvePath({ start, first, second, end }: Curve): string {
  return `M${pair(start)}C${pair(first)} ${pair(second)} ${pair(end)}`;
}

/** The point halfway along. */
export function middleOf({ start, first, second, end }: Curve): Point {
  return {
    x: (start.x + 3 * (first.x + second.x) + end.x) / 8,
    y: (start.y + 3 * (first.y + second.y) + end.y) / 8,
  };
}

/** Tenths of a pixel: what a path text keeps. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function pair(p: Point): string {
  return `${round(p.x)},${round(p.y)}`;
}

function between(a: Point, b: Point, part: number): Point {
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
}

/** Unit vector in which the curve arrives. */
function direction({ start, second, end }: Curve): Point {
  const from = second.x === end.x && second.y === end.y ? start : second;
  const [dx, dy] = [end.x - from.x, end.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  return { x: dx / length, y: dy / length };
}
