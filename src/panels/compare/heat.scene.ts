// A state over time as one heat map: a row a unit, a column a step; where they share, the largest entry stands for them.

import { range } from 'd3-array';
import type { StripBlocks } from '#marks/strip.ts';
import { signedTones, type Tone } from '#marks/tone.ts';
import { stepsOf, type TimeAxis } from './time-axis.scene.ts';

export interface HeatLayout {
  readonly bands: number;
  /** Units that share a band; the last band may have fewer. */
  readonly perBand: number;
  /** Of a band, in px. */
  readonly pitch: number;
  readonly height: number;
}

const mostBands = 16;
const tallest = 10;
const room = 40;

export function heatLayout(size: number): HeatLayout {
  const perBand = Math.ceil(size / mostBands);
  const bands = Math.ceil(size / perBand);
  const pitch = Math.max(3, Math.min(tallest, Math.floor(room / bands)));
  return { bands, perBand, pitch, height: bands * pitch };
}

/**
 * `block`: T rows of `size` numbers. One path for each tone; the top edge lies at 0. Positive entries are boxes, negative
 * ones have round ends, so that colour is not alone (where they are large enough to tell).
 */
export function buildHeat(
  block: Float64Array,
  size: number,
  axis: TimeAxis,
  toneOf: (value: number) => Tone,
): readonly StripBlocks[] {
  const layout = heatLayout(size);
  const paths = new Map<Tone, string>();
  for (const column of range(axis.columns)) {
    for (const band of range(layout.bands)) {
      const tone = toneOf(largestIn(block, size, axis, column, layout, band));
      const x = axis.left + column * axis.pitch;
      const tile = tilePath(tone, x, band * layout.pitch, axis.pitch, layout.pitch);
      paths.set(tone, (paths.get(tone) ?? '') + tile);
    }
  }
  return [0, ...signedTones].flatMap((tone) => {
    const path = paths.get(tone);
    return path === undefined ? [] : [{ tone, path }];
  });
}

/** The entry of the largest size among the steps of a column and the units of a band. */
function largestIn(
  block: Float64Array,
  size: number,
  axis: TimeAxis,
  column: number,
  { perBand }: HeatLayout,
  band: number,
): number {
  const { from, to } = stepsOf(axis, column);
  const last = Math.min(size, (band + 1) * perBand);
  let largest = 0;
  for (let t = from; t <= to; t++) {
    for (let unit = band * perBand; unit < last; unit++) {
      const value = block[(t - 1) * size + unit] ?? 0;
      if (Math.abs(value) > Math.abs(largest)) largest = value;
    }
  }
  return largest;
}

function tilePath(tone: Tone, x: number, y: number, pitch: number, height: number): string {
  const roomy = pitch > 4 && height > 4;
  const gap = pitch > 8 ? 2 : roomy ? 1 : 0;
  const [w, h] = [round(pitch - gap), height - (roomy ? 1 : 0)];
  const left = round(x + gap / 2);
  if (tone >= 0 || !roomy) return `M${left},${y}h${w}v${h}h${-w}z`;
  const r = Math.min(w, h) / 2;
  const [across, down] = [round(w - 2 * r), round(h - 2 * r)];
  const corner = (dx: number, dy: number): string => `a${r},${r} 0 0,1 ${dx},${dy}`;
  return `M${round(left + r)},${y}h${across}${corner(r, r)}v${down}${corner(-r, r)}h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`;
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
