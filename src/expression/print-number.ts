// Numbers, vectors and matrices in TeX; large ones with their middle left out and their shape written beside them.

import { formatNumber } from '#base/format.ts';
import { at, isScalar, type Matrix } from './matrix.ts';
import { atom, type Printed } from './printed.ts';

/** What is printed in full, of a vector and of each side of a matrix; longer ones have their middle left out. */
export interface Limits {
  readonly vector: number;
  readonly matrix: number;
}

/** Where there is room enough. */
export const fullLimits: Limits = { vector: 8, matrix: 5 };

/** How a number is rounded: computed ones to three significant digits, entered ones as they were entered. */
export type NumberStyle = 'computed' | 'entered';

/** Most digits that an operand of a difference gets. */
const MOST_DIGITS = 12;

/** Decimals that a computed number shows: 4 for 0.0855, 7 for 1.23e−5; none for zero. */
export function decimalsOf(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  return Math.max(0, 2 - exponentOf(value));
}

/** Significant digits that show this many decimals: three or more, twelve at most. */
function digitsFor(value: number, decimals: number): number {
  if (value === 0 || !Number.isFinite(value)) return 3;
  return Math.min(MOST_DIGITS, Math.max(3, decimals + 1 + exponentOf(value)));
}

/** The power of ten of its first digit once it is rounded to three. */
function exponentOf(value: number): number {
  return Number(value.toExponential(2).split('e')[1]);
}

/**
 * One number: the very text that the graph shows, as TeX; with `decimals`, as many digits more as that many
 * decimals take.
 */
export function numberTex(value: number, style: NumberStyle = 'computed', decimals = 0): string {
  if (Number.isNaN(value)) return '?';
  if (!Number.isFinite(value)) return value < 0 ? '-\\infty' : '\\infty';
  const power = style === 'entered' ? /^1e(-\d+)$/.exec(String(value)) : null;
  if (power) return `10^{${power[1]}}`;
  const text =
    style === 'entered' ? enteredText(value) : formatNumber(value, digitsFor(value, decimals));
  const [digits = '', exponent] = text.replaceAll('\u2212', '-').split('e');
  return exponent === undefined ? digits : `${digits}\\mathrm{e}{${exponent}}`;
}

/** An entered number as text: as short as it was entered. */
export function enteredText(value: number): string {
  const short = String(value);
  return short.replace(/[-.]/g, '').length <= 5 && !short.includes('e')
    ? short
    : formatNumber(value);
}

/** A scalar as a number, anything else in brackets; `decimals` that each entry needs, where they are more. */
export function printNumbers(
  matrix: Matrix,
  style: NumberStyle = 'computed',
  decimals: Matrix | null = null,
  limits: Limits = fullLimits,
): Printed {
  const cell = (i: number | null, j: number | null): string => {
    if (i === null) return j === null ? '\\ddots' : '\\vdots';
    if (j === null) return '\\cdots';
    return numberTex(at(matrix, i, j), style, decimals === null ? 0 : at(decimals, i, j));
  };
  if (isScalar(matrix)) {
    const tex = cell(0, 0);
    return { tex, level: tex.startsWith('-') ? 2 : 0 };
  }
  const isVector = matrix.columns === 1 || matrix.rows === 1;
  const limit = isVector ? limits.vector : limits.matrix;
  const rows = placesOf(matrix.rows, limit, 3);
  const columns = placesOf(matrix.columns, limit, isVector ? 3 : 2);
  const cells = rows.map((i) => columns.map((j) => cell(i, j)));
  const brackets = `\\begin{bmatrix}${cells.map((row) => row.join(' & ')).join(' \\\\ ')}\\end{bmatrix}`;
  const isFull = rows.length === matrix.rows && columns.length === matrix.columns;
  const shape = isFull ? '' : `_{${matrix.rows}\\times ${matrix.columns}}`;
  return atom(brackets + shape);
}

/** Places to print, from 0: all, or the first few and the last; null stands for those left out. */
function placesOf(length: number, limit: number, most: number): readonly (number | null)[] {
  if (length <= limit) return Array.from({ length }, (_, i) => i);
  const first = Math.max(1, Math.min(most, limit - 2));
  return [...Array.from({ length: first }, (_, i) => i), null, length - 1];
}
