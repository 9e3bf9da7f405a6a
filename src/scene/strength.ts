// How the size of a gradient is drawn: a log scale over whole decades, for the width of edges and the height of bars.

import { range } from 'd3-array';
import type { Trace } from '#trace/trace.ts';

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

const decades = 4;
const thinnest = 1.5;
const thickest = 9;

/** The norm of a vector, and how its entries divide between the signs. */
export function shareOf(vector: ArrayLike<number>): Share {
  let squares = 0;
  let positive = 0;
  let negative = 0;
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i] ?? 0;
    squares += value * value;
    if (value > 0) positive += value;
    else negative -= value;
  }
  const total = positive + negative;
  if (total === 0) return { norm: 0, positive: 0, negative: 0 };
  return { norm: Math.sqrt(squares), positive: positive / total, negative: negative / total };
}

const scales = new WeakMap<Trace, StrengthScale>();

/** Whole decades from the largest ‖∂L/∂q_t‖ of the run down; never less than 1 at the top, so that small edits keep it. */
export function strengthScaleOf(trace: Trace): StrengthScale {
  const known = scales.get(trace);
  if (known) return known;
  let largest = 0;
  for (const block of Object.values(trace.gradients)) {
    const size = block.length / trace.steps;
    for (let t = 0; t < trace.steps; t++) {
      largest = Math.max(largest, shareOf(block.subarray(t * size, (t + 1) * size)).norm);
    }
  }
  const top = Math.max(0, largest > 0 ? Math.ceil(Math.log10(largest)) : 0);
  const scale = { bottom: top - decades, top };
  scales.set(trace, scale);
  return scale;
}

/** 0 at the bottom decade and below, 1 at the top and above. */
export function strengthOf(scale: StrengthScale, norm: number): number {
  if (norm <= 0) return 0;
  const place = (Math.log10(norm) - scale.bottom) / (scale.top - scale.bottom);
  return Math.min(1, Math.max(0, place));
}

/** Width of an edge in px. */
export function widthOf(scale: StrengthScale, norm: number): number {
  return thinnest + (thickest - thinnest) * strengthOf(scale, norm);
}

/** The powers of ten of the scale, small to large. */
export function decadesOf(scale: StrengthScale): readonly number[] {
  return range(scale.bottom, scale.top + 1).map((power) => 10 ** power);
}
