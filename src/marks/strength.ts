// How the size of a gradient is drawn: a log scale over whole decades, for the width of edges and the height of bars.

import { range } from 'd3-array';
import { oncePer } from '#base/memo.ts';
import { normOf } from '#base/norm.ts';
import { gradientLengths } from '#trace/derived/lengths.ts';
import type { Trace } from '#trace/record/trace.ts';

/** Values below the bottom decade are drawn like it; the scale is chosen once a run, from whole decades. */
export interface StrengthScale {
  /** Powers of ten, e.g. −4 … 0. */
  readonly bottom: number;
  readonly top: number;
}

export interface Share {
  /** Euclidean norm. */
  readonly norm: number;
  /** Sum of the positive entries, and of the sizes of the negative ones, as parts of their total; both 0 for a zero vector. */
  readonly positive: number;
  readonly negative: number;
}

const fewestDecades = 4;
const mostDecades = 12;
const thinnest = 1.5;
/** Full width of an edge, in px. */
const thickest = 9;

/** The norm of a vector, and how its entries divide between the signs. */
export function shareOf(vector: ArrayLike<number>): Share {
  const norm = Math.min(normOf(vector), Number.MAX_VALUE);
  if (norm === 0) return { norm, positive: 0, negative: 0 };
  // Near the end of the float64 range, as parts of the norm: their sum would leave it.
  const unit = norm > 1e300 ? norm : 1;
  let positive = 0;
  let negative = 0;
  for (let i = 0; i < vector.length; i++) {
    const value = (vector[i] ?? 0) / unit;
    if (value > 0) positive += value;
    else negative -= value;
  }
  const total = positive + negative;
  return { norm, positive: positive / total, negative: negative / total };
}

/** The largest norm, and the smallest but zero, of the gradients of the steps from `from` on. */
interface Extremes {
  from: number;
  largest: number;
  smallest: number;
}

/** The traces of one run share their gradients: a run that comes in is looked at once. */
const extremes = new WeakMap<Trace['gradients'], Extremes>();

/**
 * Whole decades that hold the norms of ∂L/∂q_t of the run: at least four, at most twelve; never less than 1 at the
 * top, so that small edits keep it.
 */
export const strengthScaleOf = oncePer((trace: Trace): StrengthScale => {
  const { largest, smallest } = extremesOf(trace);
  // 10³⁰⁸ is the last power of ten there is.
  const top = Math.min(308, Math.max(0, largest > 0 ? Math.ceil(Math.log10(largest)) : 0));
  const lowest = Number.isFinite(smallest) ? Math.floor(Math.log10(smallest)) : top;
  const bottom = Math.max(top - mostDecades, Math.min(top - fewestDecades, lowest));
  return { bottom, top };
});

function extremesOf(trace: Trace): Extremes {
  const { gradients, steps, progress } = trace;
  const none: Extremes = { from: steps + 1, largest: 0, smallest: Number.POSITIVE_INFINITY };
  const known = extremes.get(gradients) ?? none;
  // An older trace of the run is behind what has been looked at.
  const found = known.from < progress.backward ? none : known;
  if (found === known) extremes.set(gradients, found);
  for (const quantity of Object.keys(gradients)) {
    const lengths = gradientLengths(trace, quantity);
    for (let t = progress.backward; t < found.from; t++) {
      const length = lengths[t - 1] ?? 0;
      found.largest = Math.max(found.largest, Math.min(length, Number.MAX_VALUE));
      if (length > 0) found.smallest = Math.min(found.smallest, length);
    }
  }
  found.from = progress.backward;
  return found;
}

/** 0 at the bottom decade and below, 1 at the top and above. */
export function strengthOf(scale: StrengthScale, norm: number): number {
  if (norm <= 0) return 0;
  const place = (Math.log10(norm) - scale.bottom) / (scale.top - scale.bottom);
  return Math.min(1, Math.max(0, place));
}

/** Width of an edge in px; `crowded`: many edges run close together, so that all are thinner. */
export function widthOf(scale: StrengthScale, norm: number, crowded = false): number {
  const full = crowded ? thickest / 2 : thickest;
  return thinnest + (full - thinnest) * strengthOf(scale, norm);
}

/** The powers of ten of the scale, small to large. */
export function decadesOf(scale: StrengthScale): readonly number[] {
  return range(scale.bottom, scale.top + 1).map((power) => 10 ** power);
}

const raised: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789-'].map((sign, i) => [sign, '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'.charAt(i)]),
);

/** A power of ten as an axis writes it: 0.01, 1, 100, and 10⁻⁴ beyond. */
export function decadeText(value: number): string {
  return powerText(Math.round(Math.log10(value)));
}

/** The same by its power, also beyond the range of float64. */
export function powerText(power: number): string {
  if (Math.abs(power) <= 3) return String(10 ** power);
  return `10${[...String(power)].map((sign) => raised[sign] ?? sign).join('')}`;
}
