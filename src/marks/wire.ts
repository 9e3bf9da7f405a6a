// Edges that run like the wires of a circuit: level and upright pieces with rounded corners, and strands beside each other.

import type { Point } from './curve.ts';

/** At least two corners, the ends among them; every piece is level or upright. */
export interface Wire {
  readonly corners: readonly Point[];
}

const roundest = 5;

/** The wire through these points, without pieces of no length. */
export function wire(...corners: readonly Point[]): Wire {
  return {
    corners: corners.filter((p, i) => {
      const last = corners[i - 1];
      return !last || last.x !== p.x || last.y !== p.y;
    }),
  };
}

export function reverseWire({ corners }: Wire): Wire {
  return { corners: corners.toReversed() };
}

/** Without the last `length` px, as far as the last piece is that long. */
export function shortenWire({ corners }: Wire, length: number): Wire {
  const end = corners.at(-1);
  const before = corners.at(-2);
  if (!end || !before) return { corners };
  const size = distance(before, end);
  return { corners: [...corners.slice(0, -1), towards(end, before, Math.min(length, size - 0.1))] };
}

/** The wire moved sideways by `offset` px, to the right of its direction where positive. */
export function offsetWire({ corners }: Wire, offset: number): Wire {
  const normals = corners.slice(1).map((p, i) => normalOf(corners[i] ?? p, p));
  return {
    corners: corners.map((p, i) => {
      const [before, after] = [normals[i - 1], normals[i]];
      // Where a piece goes straight on, its normal counts once.
      const straight = before && after && before.x === after.x && before.y === after.y;
      const sides = [straight ? undefined : before, after];
      const move = (axis: 'x' | 'y'): number =>
        sides.reduce((sum, side) => sum + (side?.[axis] ?? 0) * offset, p[axis]);
      return { x: move('x'), y: move('y') };
    }),
  };
}

/** Which way of offset is left (of the longest piece, where that is upright) or above (where it is level): 1 or −1. */
export function leftOrAbove({ corners }: Wire): 1 | -1 {
  let longest = 0;
  let side: 1 | -1 = 1;
  corners.slice(1).forEach((p, i) => {
    const from = corners[i] ?? p;
    const size = distance(from, p);
    if (size <= longest) return;
    longest = size;
    const { x, y } = normalOf(from, p);
    side = x + y < 0 ? 1 : -1;
  });
  return side;
}

/** The path's commands, every inner corner rounded as far as its pieces allow. */
export function wireCommands({ corners }: Wire): readonly (readonly [string, ...Point[]])[] {
  return corners.flatMap((p, i): (readonly [string, ...Point[]])[] => {
    const [last, next] = [corners[i - 1], corners[i + 1]];
    if (!last) return [['M', p]];
    if (!next) return [['L', p]];
    const radius = Math.min(roundest, distance(last, p) / 2, distance(p, next) / 2);
    return [
      ['L', towards(p, last, radius)],
      ['Q', p, towards(p, next, radius)],
    ];
  });
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const size = distance(from, to) || 1;
  return {
    x: from.x + ((to.x - from.x) / size) * length,
    y: from.y + ((to.y - from.y) / size) * length,
  };
}

/** Unit vector to the right of the direction from a to b (below, for a way to the right). */
function normalOf(a: Point, b: Point): Point {
  const size = distance(a, b) || 1;
  return { x: (a.y - b.y) / size, y: (b.x - a.x) / size };
}
