// How a matrix stands on the page: as the files have it, or with row vectors transposed.

import type { Notation } from './notation.ts';

type Vectors = Pick<Notation, 'vectors'>;

/** A place from 1. */
export interface MatrixEntry {
  readonly row: number;
  readonly column: number;
}

/** Row and column in the matrix as it is shown; the same turns a shown place back. */
export function shownEntry({ vectors }: Vectors, { row, column }: MatrixEntry): MatrixEntry {
  return vectors === 'rows' ? { row: column, column: row } : { row, column };
}

export interface MatrixShape {
  readonly rows: number;
  readonly columns: number;
}

export function shownShape({ vectors }: Vectors, { rows, columns }: MatrixShape): MatrixShape {
  return vectors === 'rows' ? { rows: columns, columns: rows } : { rows, columns };
}

/** Row-major numbers of a matrix of `rows` × `columns`, in the order in which it is shown. */
export function shownValues(
  { vectors }: Vectors,
  values: Float64Array,
  { rows, columns }: MatrixShape,
): Float64Array {
  if (vectors === 'columns' || rows === 1 || columns === 1) return values;
  return values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)] ?? Number.NaN);
}

/** The same with its shape. */
export function shownNumbers<T extends MatrixShape & { readonly data: Float64Array }>(
  notation: Vectors,
  numbers: T,
): T {
  return {
    ...numbers,
    ...shownShape(notation, numbers),
    data: shownValues(notation, numbers.data, numbers),
  };
}
