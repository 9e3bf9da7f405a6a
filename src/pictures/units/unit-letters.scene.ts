// Where the letters of groups of units stand, and the numbers of units, with the room that they take.

import type { Point } from '#marks/curve.ts';
import { type GroupLayout, placeOf } from './unit-layout.scene.ts';

/** Between a letter and the marks right of a row, in px. */
const besideRow = 6;
/** A number of a unit takes so much of the height, in px. */
const lineHeight = 14;
/** Between a number and the units right of it, in px. */
const besideNumber = 3;

/** The right end of the letter of a group, at half its height: left of a row, above a column. */
export function letterPlace({ first, pitch, radius, shape }: GroupLayout): Point {
  const half = shape === 'circle' ? radius : pitch.x / 2;
  if (pitch.y === 0) return { x: first.x - half - besideRow, y: first.y };
  const rise = shape === 'circle' ? radius + 13 : pitch.y / 2 + 14;
  return { x: first.x, y: first.y - rise };
}

export interface UnitNumber {
  readonly unit: number;
  /** Its right end, at half its height. */
  readonly at: Point;
}

/** As many numbers of units left of a column as stand clear of each other: the first, and equally many between them. */
export function unitNumbers(group: GroupLayout): readonly UnitNumber[] {
  const { size, shape, pitch, radius } = group;
  const apart = Math.ceil(lineHeight / pitch.y);
  const every = shape === 'circle' ? apart : Math.max(apart, Math.ceil(size / 4));
  const x = placeOf(group, 1).x - radius - besideNumber;
  return Array.from({ length: size }, (_, i) => i + 1)
    .filter((unit) => unit === 1 || (unit % every === 0 && unit > apart))
    .map((unit) => ({ unit, at: { x, y: placeOf(group, unit).y } }));
}
