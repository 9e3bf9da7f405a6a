// ‖∂L/∂h_t‖ of several nets on one log axis over one axis of time, each as far back as the backward pass has come.

import { range, ticks } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { stepColour } from '#marks/step-colour.ts';
import { powerText } from '#marks/strength.ts';
import { columnsFrom, stepsOf, type TimeAxis } from './time-axis.scene.ts';

export interface NormsPoint {
  readonly t: number;
  readonly x: number;
  readonly y: number;
  /** Of the palette of time, 1 … 12. */
  readonly colour: number;
}

export interface NormsLine {
  readonly path: string;
  /** Those that get a mark: all, or a few where so many would run into each other. */
  readonly points: readonly NormsPoint[];
  /** Where the line has come to on its way back; null before it begins. */
  readonly end: NormsPoint | null;
}

export interface NormsChart {
  readonly height: number;
  readonly ticks: readonly { readonly y: number; readonly text: string }[];
  readonly lines: readonly NormsLine[];
}

export interface NormsOf {
  /** T norms; NaN where there is none. */
  readonly norms: Float64Array;
  /** Known from this step on. */
  readonly backward: number;
}

/** Room for half a label above the highest and below the lowest line of the grid. */
const margin = 8;
const narrowestPoint = 9;
/** Between the marks of a line that has only a few, in px. */
const sparse = 36;
const fewestDecades = 2;

/** `last`: the step of the last loss; later steps have no gradient. The axis is that of whole runs: it never moves. */
export function buildNormsChart(
  runs: readonly NormsOf[],
  last: number,
  axis: TimeAxis,
  height: number,
): NormsChart {
  const y = scaleLinear(domainOf(runs), [height - margin, margin]);
  const [bottom = 0, top = 0] = y.domain();
  return {
    height,
    ticks: ticks(bottom, top, 4)
      .filter(Number.isInteger)
      .map((power) => ({ y: Math.round(y(power)) + 0.5, text: powerText(power) })),
    lines: runs.map((run, i) => lineOf(run, last, axis, y, i / runs.length)),
  };
}

/** Whole decades that hold every norm of every run. */
function domainOf(runs: readonly NormsOf[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const { norms } of runs) {
    for (const norm of norms) {
      if (norm > 0 && norm < low) low = norm;
      if (norm > high && Number.isFinite(norm)) high = norm;
    }
  }
  const top = high > 0 ? Math.ceil(Math.log10(high) - 1e-9) : 0;
  const bottom = high > 0 ? Math.floor(Math.log10(low) + 1e-9) : top;
  return [Math.min(bottom, top - fewestDecades), top];
}

/** `shift`: 0 … 1, by how much of their distance its few marks stand beside those of the first line. */
function lineOf(
  { norms, backward }: NormsOf,
  last: number,
  axis: TimeAxis,
  y: ScaleLinear<number, number>,
  shift: number,
): NormsLine {
  const [floor = 0] = y.range();
  const points = range(columnsFrom(axis, backward), axis.columns).flatMap((column) => {
    const { from, to } = stepsOf(axis, column);
    const norm = Math.max(...norms.subarray(from - 1, to));
    if (from > last || Number.isNaN(norm)) return [];
    // The exact zero has no place on a log axis: it lies on the floor.
    const height = norm > 0 ? y(Math.log10(norm)) : floor;
    const x = axis.left + (column + 0.5) * axis.pitch;
    return [{ column, t: from, x, y: height, colour: stepColour(from, axis.steps) }];
  });
  const every = axis.pitch < narrowestPoint ? Math.ceil(sparse / axis.pitch) : 1;
  const place = Math.floor(shift * every);
  const path = line<NormsPoint>(
    (point) => point.x,
    (point) => point.y,
  ).digits(1);
  return {
    path: path(points) ?? '',
    points: points.filter(({ column }) => column % every === place),
    end: points[0] ?? null,
  };
}
