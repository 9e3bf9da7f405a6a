// How the lines of several nets are told apart without colour: each has a mark of its own, and a dash (see cells.css).

import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';

const marks = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond];
const area = 42;

/** How many styles there are; the next line has the first one again. */
export const lineStyles = marks.length;

/** The outline of the mark of a line (from 0), around 0, 0. */
export function markPath(line: number): string {
  return symbol(marks[line % lineStyles], area).digits(2)() ?? '';
}
