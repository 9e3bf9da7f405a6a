// Numbers, vectors and matrices in TeX; large ones with their middle left out and their shape written beside them.

import { formatNumber } from '#base/format.ts';
import { at, isScalar, type Matrix } from './matrix.ts';

/** Largest length of a vector, and side of a matrix, that is printed in full. */
const FULL_VECTOR = 8;
const FULL_MATRIX = 5;

/** How a number is rounded: computed ones to three significant digits, entered ones as they were entered. */
export type NumberStyle = 'computed' | 'entered';

/** One number: the very text that the graph shows, as TeX. */
export function numberTex(value: number, style: NumberStyle = 'computed'): string {
  if (Number.isNaN(value)) return '?';
  if (!Number.isFinite(value)) return value < 0 ? '-\\infty' : '\\infty';
  const power = style === 'entered' ? /^1e(-\d+)$/.exec(String(value)) : null;
  if (power) return `10^{${power[1]}}`;
  const text = style === 'entered' ? enteredText(value) : formatNumber(value);
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

/** A scalar as a number, anything else in brackets. */
export function matrixTex(matrix: Matrix, style: NumberStyle = 'computed'): string {
  if (isScalar(matrix)) return numberTex(at(matrix, 0, 0), style);
  const isVector = matrix.columns === 1 || matrix.rows === 1;
  const limit = isVector ? FULL_VECTOR : FULL_MATRIX;
  const rows = shown(matrix.rows, limit, 3);
  const columns = shown(matrix.columns, limit, isVector ? 3 : 2);
  const body = rows
    .map((i) => columns.map((j) => cell(matrix, i, j, style)).join(' & '))
    .join(' \\\\ ');
  const brackets = `\\begin{bmatrix}${body}\\end{bmatrix}`;
  const isFull = rows.length === matrix.rows && columns.length === matrix.columns;
  return isFull ? brackets : `${brackets}_{${matrix.rows}\\times ${matrix.columns}}`;
}

/** Places to print, from 0: all, or the first few and the last; null stands for those left out. */
function shown(length: number, limit: number, first: number): readonly (number | null)[] {
  if (length <= limit) return Array.from({ length }, (_, i) => i);
  return [...Array.from({ length: first }, (_, i) => i), null, length - 1];
}

function cell(matrix: Matrix, i: number | null, j: number | null, style: NumberStyle): string {
  if (i === null) return j === null ? '\\ddots' : '\\vdots';
  return j === null ? '\\cdots' : numberTex(at(matrix, i, j), style);
}

/** About how wide it prints, in em. */
export function matrixWidth(matrix: Matrix): number {
  const columns = matrix.columns > FULL_VECTOR ? 5 : matrix.columns;
  return columns * 3.2 + 1;
}
