// A log axis by powers of ten: its ends on round numbers, and the numbers that stand on it.

import { extent, range, ticks } from 'd3-array';
import { formatPower } from '#base/format.ts';
import { powerText } from './strength.ts';

/** Whole decades, or where there are hardly two, steps of 1, 2, 5: so many powers between one and the next. */
const fine = [0, Math.log10(2), Math.log10(5)];
const mostFine = 2;

/** From the lowest to the highest power of ten. */
export type PowerRange = readonly [number, number];

/** Where a guide goes further, the axis is longer than what it must hold, but not by more than twice, or so many decades. */
const mostBeyond = 1;

/** An axis that holds 1 and all `held` powers of ten, and of `guides` what is not far beyond. −∞ has no place on it. */
export function powerRange(held: Iterable<number>, guides: Iterable<number>): PowerRange {
  const [low = 0, high = 0] = extent([0, ...held].filter(Number.isFinite));
  const [least = low, most = high] = extent([...guides].filter(Number.isFinite));
  const reach = Math.max(mostBeyond, high - low);
  const bottom = Math.min(low, Math.max(least, low - reach));
  const top = Math.max(high, Math.min(most, high + reach));
  const parts = top - bottom > mostFine ? [0] : fine;
  const below = roundedDown(bottom, parts);
  // Going up is going down seen from above: 2 and 5 change places.
  const above = -roundedDown(-top, parts === fine ? fine.map((part) => (1 - part) % 1) : parts);
  return below === above ? [below - 1, above + 1] : [below, above];
}

function roundedDown(power: number, parts: readonly number[]): number {
  const dust = 1e-9;
  const whole = Math.floor(power + dust);
  return whole + Math.max(...parts.filter((part) => whole + part <= power + dust));
}

export interface PowerTick {
  readonly power: number;
  readonly text: string;
}

/** Whole decades, and where there are hardly two, also 2 and 5 of each. */
export function powerTicks([bottom, top]: PowerRange): readonly PowerTick[] {
  const decades = range(Math.floor(bottom), Math.ceil(top) + 1);
  const powers =
    top - bottom > mostFine
      ? ticks(bottom, top, 5).filter(Number.isInteger)
      : decades.flatMap((power) => fine.map((part) => power + part));
  return powers
    .filter((power) => power >= bottom - 1e-9 && power <= top + 1e-9)
    .map((power) => ({ power, text: tickText(power) }));
}

function tickText(power: number): string {
  return Number.isInteger(power) ? powerText(power) : formatPower(power, 1);
}
