// The way of an edge, a curve or a wire, as what is drawn: a path, its head, strands beside each other.

import {
  type Curve,
  curvePath,
  headPath,
  type Point,
  reverse,
  round,
  shift,
  shorten,
  straight,
} from './curve.ts';
import {
  leftOrAbove,
  offsetWire,
  reverseWire,
  shortenWire,
  type Wire,
  wireCommands,
} from './wire.ts';

export type Way = Curve | Wire;

function isWire(way: Way): way is Wire {
  return 'corners' in way;
}

export function reverseWay(way: Way): Way {
  return isWire(way) ? reverseWire(way) : reverse(way);
}

/** The way without its last `length` px, so that a head can stand there. */
export function shortenWay(way: Way, length: number): Way {
  return isWire(way) ? shortenWire(way, length) : shorten(way, length);
}

/** The way `offset` px to its left, or above it where it runs level; to the other side where negative. */
export function besideWay(way: Way, offset: number): Way {
  if (isWire(way)) return offsetWire(way, offset * leftOrAbove(way));
  const level = way.first.y === way.start.y;
  return level ? shift(way, 0, -offset) : shift(way, -offset, 0);
}

export function pathOf(way: Way): string {
  if (!isWire(way)) return curvePath(way);
  return wireCommands(way)
    .map(([command, ...points]) => command + points.map(pair).join(' '))
    .join('');
}

/** A triangle whose tip is the end of the way. */
export function headOf(way: Way, length: number, width: number): string {
  return headPath(isWire(way) ? lastPiece(way) : way, length, width);
}

function lastPiece({ corners }: Wire): Curve {
  const end = corners.at(-1) ?? { x: 0, y: 0 };
  return straight(corners.at(-2) ?? end, end);
}

function pair({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}
