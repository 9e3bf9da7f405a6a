// Arithmetic on small dense matrices, for formulas; a vector is one column, a scalar 1 × 1.

import type { Numbers } from '#trace/derived/numbers-of.ts';

export type Matrix = Numbers;

export function scalar(value: number): Matrix {
  return { rows: 1, columns: 1, data: Float64Array.of(value) };
}

/** Entry at row and column, from 0. */
export function at(matrix: Matrix, row: number, column: number): number {
  return matrix.data[row * matrix.columns + column] ?? Number.NaN;
}

function filled(
  rows: number,
  columns: number,
  entry: (row: number, column: number) => number,
): Matrix {
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) data[i * columns + j] = entry(i, j);
  }
  return { rows, columns, data };
}

export function isScalar(matrix: Matrix): boolean {
  return matrix.rows === 1 && matrix.columns === 1;
}

export function map(matrix: Matrix, f: (value: number) => number): Matrix {
  return { ...matrix, data: matrix.data.map(f) };
}

/** Entry by entry; a scalar spreads over all entries. Throws where the shapes differ. */
export function zip(left: Matrix, right: Matrix, f: (a: number, b: number) => number): Matrix {
  if (isScalar(left) && !isScalar(right)) return map(right, (b) => f(at(left, 0, 0), b));
  if (isScalar(right) && !isScalar(left)) return map(left, (a) => f(a, at(right, 0, 0)));
  if (left.rows !== right.rows || left.columns !== right.columns) {
    throw new Error(`Shapes differ: ${shapeOf(left)} and ${shapeOf(right)}`);
  }
  return { ...left, data: left.data.map((a, i) => f(a, right.data[i] ?? Number.NaN)) };
}

/** Matrix product, or multiplication by a scalar. */
export function times(left: Matrix, right: Matrix): Matrix {
  if (left.columns !== right.rows) {
    if (isScalar(left) || isScalar(right)) return zip(left, right, (a, b) => a * b);
    throw new Error(`Shapes do not multiply: ${shapeOf(left)} and ${shapeOf(right)}`);
  }
  return filled(left.rows, right.columns, (i, j) => {
    let sum = 0;
    for (let k = 0; k < left.columns; k++) sum += at(left, i, k) * at(right, k, j);
    return sum;
  });
}

export function transposed(matrix: Matrix): Matrix {
  return filled(matrix.columns, matrix.rows, (i, j) => at(matrix, j, i));
}

export function diagonalOf(vector: Matrix): Matrix {
  const size = vector.data.length;
  return filled(size, size, (i, j) => (i === j ? (vector.data[i] ?? Number.NaN) : 0));
}

export function sumOf(matrix: Matrix): number {
  return matrix.data.reduce((sum, value) => sum + value, 0);
}

function shapeOf(matrix: Matrix): string {
  return `${matrix.rows}×${matrix.columns}`;
}
