// The whole of a long run in one strip: time across, hidden units, gradient norms and losses on top of each other.

import { bisector, range } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { strengthOf, strengthScaleOf } from '#marks/strength.ts';
import { gradientId, lossId, valueId } from '#model/quantity-id.ts';
import { type Moment, presenceOf } from '#playback/presence.ts';
import type { StepWindow } from '#playback/window.ts';
import { gradientLengths } from '#trace/derived/lengths.ts';
import type { Trace } from '#trace/record/trace.ts';

/** How much of each band is known at a moment; what is not is hatched. */
export interface OverviewKnown {
  /** The states of the steps 1 … states. */
  readonly states: number;
  /** The losses of the steps 1 … losses. */
  readonly losses: number;
  /** The gradients of the steps gradients … T; T + 1 for none. */
  readonly gradients: number;
}

interface Band {
  readonly top: number;
  readonly height: number;
}

/** The bands from the top down, in px. */
export const overviewBands = {
  states: { top: 0, height: 22 },
  norms: { top: 25, height: 24 },
  losses: { top: 52, height: 12 },
} as const satisfies Readonly<Record<string, Band>>;

export const overviewHeight = 64;

/** Found by bisection: the beats go through the steps in order. */
export function overviewKnown(trace: Trace, moment: Moment): OverviewKnown {
  const { model, steps, lossSteps } = trace;
  const { output } = model.cell;
  const all = range(1, steps + 1);
  const isMissing = (id: string): boolean => presenceOf(moment, id) === 'unknown';
  const states = bisector((t: number) => isMissing(valueId(output, t))).left(all, true);
  const losses = bisector((t: number) => isMissing(lossId(t))).left(lossSteps, true);
  const gradients = bisector((t: number) => !isMissing(gradientId(output, t))).left(all, true);
  return { states, losses: lossSteps[losses - 1] ?? 0, gradients: gradients + 1 };
}

/** Where step t begins in a strip that is so wide; T + 1 is its end. */
export function overviewX(steps: number, width: number, t: number): number {
  return ((t - 1) / steps) * width;
}

/** The step at x px. */
export function stepAt(steps: number, width: number, x: number): number {
  return Math.min(steps, Math.max(1, Math.floor((x / width) * steps) + 1));
}

/**
 * The largest value in every pixel column, over the steps from … to (values at index t − 1, not negative); −1 where a
 * column has none of them.
 */
export function pixelColumns(
  values: ArrayLike<number>,
  from: number,
  to: number,
  width: number,
): Float64Array {
  const columns = new Float64Array(width).fill(-1);
  for (let t = from; t <= to; t++) {
    const start = Math.floor(overviewX(values.length, width, t));
    const end = Math.max(start + 1, Math.floor(overviewX(values.length, width, t + 1)));
    const value = values[t - 1] as number;
    for (let x = start; x < end; x++) columns[x] = Math.max(columns[x] as number, value);
  }
  return columns;
}

/** ‖∂L/∂h_t‖ as a part of the full height of the log scale, in every pixel column; −1 where it is not known. */
export function normColumns(trace: Trace, from: number, width: number): Float64Array {
  const scale = strengthScaleOf(trace);
  const sizes = pixelColumns(
    gradientLengths(trace, trace.model.cell.output),
    from,
    trace.steps,
    width,
  );
  return sizes.map((norm) => (norm < 0 ? norm : strengthOf(scale, norm)));
}

/** L_t as a part of the largest one known, in every pixel column; −1 where there is none. */
export function lossColumns(
  { losses, lossSteps, steps }: Trace,
  to: number,
  width: number,
): Float64Array {
  const known = new Float64Array(steps).fill(-1);
  let largest = 0;
  for (const t of lossSteps) {
    if (t > to) break;
    const loss = losses[t - 1] as number;
    known[t - 1] = loss;
    largest = Math.max(largest, loss);
  }
  const columns = pixelColumns(known, 1, steps, width);
  return columns.map((loss) => (loss < 0 ? loss : loss / (largest || 1)));
}

/** Half of the sign under the window that says which steps it holds, with four digits each, in px. */
const halfRange = 45;
/** Half of a number under the strip, with the space beside it. */
const halfTick = 20;

/** The middle of that sign: under the window, but inside the strip. */
export function rangeMiddle(steps: number, width: number, window: StepWindow): number {
  const middle = overviewX(steps, width, (window.from + window.to + 1) / 2);
  return Math.min(Math.max(middle, halfRange), width - halfRange);
}

/** Is the number under this step clear of the sign of the window? */
export function isClearOfRange(
  steps: number,
  width: number,
  window: StepWindow,
  t: number,
): boolean {
  const away = overviewX(steps, width, t + 0.5) - rangeMiddle(steps, width, window);
  return Math.abs(away) >= halfRange + halfTick;
}

/** Round steps to write under the strip. */
export function overviewTicks(steps: number, width: number): readonly number[] {
  const scale = scaleLinear([1, steps], [0, width]);
  return [1, ...scale.ticks(Math.max(2, width / 110)).filter((t) => t > 1 && t <= steps)];
}
