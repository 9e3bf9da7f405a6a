// Matrix kernels on the heap. Rows are multiples of 4, all offsets and sizes whole numbers.

import { memory } from './memory.ts';

const heap = new Float64Array(memory);

/**
 * y = from + W·x: `rows` (a multiple of 4) × `columns` (a multiple of 2), rows of W `stride` apart.
 * `from` may be y itself (y += W·x), a bias, or zeros.
 */
export function multiplyAdd(
  y: number,
  from: number,
  w: number,
  stride: number,
  x: number,
  rows: number,
  columns: number,
): void {
  const f = heap;
  // 4 rows × 2 columns with 4 sums: the largest tile that V8 keeps in registers.
  const end = (x + columns) | 0;
  for (let r = 0; r < rows; r = (r + 4) | 0) {
    let w0 = (w + Math.imul(r, stride)) | 0;
    let w1 = (w0 + stride) | 0;
    let w2 = (w1 + stride) | 0;
    let w3 = (w2 + stride) | 0;
    let s0 = f[(from + r) | 0] as number;
    let s1 = f[(from + r + 1) | 0] as number;
    let s2 = f[(from + r + 2) | 0] as number;
    let s3 = f[(from + r + 3) | 0] as number;
    for (let c = x | 0; c < end; c = (c + 2) | 0) {
      const a = f[c] as number;
      const b = f[(c + 1) | 0] as number;
      s0 += (f[w0] as number) * a + (f[(w0 + 1) | 0] as number) * b;
      s1 += (f[w1] as number) * a + (f[(w1 + 1) | 0] as number) * b;
      s2 += (f[w2] as number) * a + (f[(w2 + 1) | 0] as number) * b;
      s3 += (f[w3] as number) * a + (f[(w3 + 1) | 0] as number) * b;
      w0 = (w0 + 2) | 0;
      w1 = (w1 + 2) | 0;
      w2 = (w2 + 2) | 0;
      w3 = (w3 + 2) | 0;
    }
    f[(y + r) | 0] = s0;
    f[(y + r + 1) | 0] = s1;
    f[(y + r + 2) | 0] = s2;
    f[(y + r + 3) | 0] = s3;
  }
}

/** to = fromᵀ: `rows` rows of `columns` (a multiple of 4) numbers, `stride` apart, become columns of rows `toStride` apart. */
export function transpose(
  to: number,
  toStride: number,
  from: number,
  stride: number,
  rows: number,
  columns: number,
): void {
  const f = heap;
  for (let c = 0; c < columns; c = (c + 4) | 0) {
    let source = (from + c) | 0;
    let t0 = (to + Math.imul(c, toStride)) | 0;
    let t1 = (t0 + toStride) | 0;
    let t2 = (t1 + toStride) | 0;
    let t3 = (t2 + toStride) | 0;
    for (let r = 0; r < rows; r = (r + 1) | 0) {
      f[t0] = f[source] as number;
      f[t1] = f[(source + 1) | 0] as number;
      f[t2] = f[(source + 2) | 0] as number;
      f[t3] = f[(source + 3) | 0] as number;
      source = (source + stride) | 0;
      t0 = (t0 + 1) | 0;
      t1 = (t1 + 1) | 0;
      t2 = (t2 + 1) | 0;
      t3 = (t3 + 1) | 0;
    }
  }
}

/** The sum of `size` numbers. */
export function sum(at: number, size: number): number {
  const f = heap;
  let total = 0;
  for (let i = 0; i < size; i = (i + 1) | 0) total += f[(at + i) | 0] as number;
  return total;
}

/** The sum of the squares of `size` numbers (a multiple of 4). */
export function sumOfSquares(at: number, size: number): number {
  const f = heap;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = 0; i < size; i = (i + 4) | 0) {
    const a = f[(at + i) | 0] as number;
    const b = f[(at + i + 1) | 0] as number;
    const c = f[(at + i + 2) | 0] as number;
    const d = f[(at + i + 3) | 0] as number;
    s0 += a * a;
    s1 += b * b;
    s2 += c * c;
    s3 += d * d;
  }
  return s0 + s1 + (s2 + s3);
}

/** Whether `size` numbers (a multiple of 4) are all finite. */
export function allFinite(at: number, size: number): boolean {
  const f = heap;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = 0; i < size; i = (i + 4) | 0) {
    // 0·q is 0 for a finite q and NaN for every other.
    s0 += (f[(at + i) | 0] as number) * 0;
    s1 += (f[(at + i + 1) | 0] as number) * 0;
    s2 += (f[(at + i + 2) | 0] as number) * 0;
    s3 += (f[(at + i + 3) | 0] as number) * 0;
  }
  return s0 + s1 + (s2 + s3) === 0;
}
