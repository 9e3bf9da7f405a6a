// One axis of time for several nets: a column a step while there is room, else a column for a few steps.

export interface TimeAxis {
  /** T. */
  readonly steps: number;
  readonly columns: number;
  /** Steps that share a column; the last column may have fewer. */
  readonly perColumn: number;
  /** Left edge of the first column, and the width of each, in px. */
  readonly left: number;
  readonly pitch: number;
}

const widest = 120;
const narrowest = 1.5;

/** For so many steps between `left` and `right`, in px. */
export function timeAxis(steps: number, left: number, right: number): TimeAxis {
  const room = Math.max(20, right - left);
  const perColumn = Math.ceil(steps / Math.floor(room / narrowest));
  const columns = Math.ceil(steps / perColumn);
  return { steps, columns, perColumn, left, pitch: Math.min(widest, room / columns) };
}

/** First and last step of a column (from 0). */
export function stepsOf(
  { perColumn, steps }: TimeAxis,
  column: number,
): { readonly from: number; readonly to: number } {
  return { from: column * perColumn + 1, to: Math.min(steps, (column + 1) * perColumn) };
}

/** Left edge of the column (from 0) that a step is in. */
export function leftOf({ left, pitch, perColumn }: TimeAxis, t: number): number {
  return left + Math.floor((t - 1) / perColumn) * pitch;
}

export function centerOf(axis: TimeAxis, t: number): number {
  return leftOf(axis, t) + axis.pitch / 2;
}

export function rightEnd({ left, pitch, columns }: TimeAxis): number {
  return left + columns * pitch;
}

/** The step at a place across; the first one of its column, null beside the axis. */
export function stepAt(axis: TimeAxis, x: number): number | null {
  const column = Math.floor((x - axis.left) / axis.pitch);
  if (column < 0 || column >= axis.columns) return null;
  return stepsOf(axis, column).from;
}

/** Columns all of whose steps are among 1 … last. */
export function columnsUpTo({ perColumn, steps, columns }: TimeAxis, last: number): number {
  return last >= steps ? columns : Math.floor(last / perColumn);
}

/** The first column all of whose steps are among first … T; the number of columns where there is none. */
export function columnsFrom({ perColumn, columns }: TimeAxis, first: number): number {
  return Math.min(columns, Math.ceil((first - 1) / perColumn));
}

/** Steps under the axis: all where they fit, else round ones; the last always. */
export function labelledSteps({ steps, columns, perColumn, pitch }: TimeAxis): readonly number[] {
  const room = 16 + 7 * String(steps).length;
  const fits = Math.max(1, Math.floor((columns * pitch) / room));
  const every = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000].find(
    (step) => steps / step <= fits && (step >= perColumn || step === 1),
  );
  const step = every ?? steps;
  const round = Array.from({ length: Math.floor(steps / step) }, (_, i) => (i + 1) * step);
  const first = step === 1 ? [] : [1];
  // A round step too close to the first or the last one makes room for it.
  const isApart = (a: number, b: number): boolean => (b - a) * (pitch / perColumn) >= room;
  const apart = round.filter((t) => isApart(t, steps) && (step === 1 || isApart(1, t)));
  return [...new Set([...first, ...apart, steps])];
}
