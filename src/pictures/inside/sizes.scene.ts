// The sizes of what stands inside a column, in px, and how a strip is drawn there.

import { mostNumbered, type StripLayout, stripLayout } from '#marks/strip-layout.ts';

/** Half sizes: of a round operation, of one with the name of a matrix in it, of the loss. */
export const roundSize = 9.5;
export const pillSize = { x: 16, y: 10 };
export const lossSize = { x: 35, y: 12 };
/** From tap to tap below one slot. */
export const tapStep = 2 * pillSize.x + 4;
/** From a slot's strip to the first line at its side. */
export const sideTrack = 15;
/** Least and most width of a cell with a number. */
export const cellWidths = [23, 34] as const;

const shortest = 4;

/** Up to four numbers stand side by side, up to eight in two lines; more are blocks. */
export function stripOf(size: number, cell: number): StripLayout {
  if (size > mostNumbered) return stripLayout(size, 96, 9);
  const perLine = size <= shortest ? size : Math.ceil(size / 2);
  const unitHeight = size <= shortest ? 22 : 19;
  const lines = Math.ceil(size / perLine);
  return {
    size,
    kind: 'cells',
    perLine,
    unitWidth: cell,
    unitHeight,
    width: perLine * cell,
    height: lines * unitHeight,
  };
}
