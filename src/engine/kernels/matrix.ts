// Matrix kernels on the heap. Rows are multiples of 4, all offsets and sizes whole numbers.

import { memory } from './memory.ts';

const heap = new Float64Array(memory);

/**
 * y = from + W·x: `rows` (a multiple of 4) × `columns`, rows of W `stride` apart.
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
  // 4 rows at a time: more sums than that do not stay in registers. One running index, from which all others follow by
  // addition, costs less than one for each row.
  const second = stride | 0;
  const third = (second + stride) | 0;
  const fourth = (third + stride) | 0;
  const tile = (fourth + stride) | 0;
  let start = w | 0;
  for (let r = 0; r < rows; r = (r + 4) | 0) {
    const end = (start + columns) | 0;
    const toVector = (x - start) | 0;
    let s0 = f[(from + r) | 0] as number;
    let s1 = f[(from + r + 1) | 0] as number;
    let s2 = f[(from + r + 2) | 0] as number;
    let s3 = f[(from + r + 3) | 0] as number;
    for (let i = start; i < end; i = (i + 1) | 0) {
      const a = f[(i + toVector) | 0] as number;
      s0 += (f[i] as number) * a;
      s1 += (f[(i + second) | 0] as number) * a;
      s2 += (f[(i + third) | 0] as number) * a;
      s3 += (f[(i + fourth) | 0] as number) * a;
    }
    f[(y + r) | 0] = s0;
    f[(y + r + 1) | 0] = s1;
    f[(y + r + 2) | 0] = s2;
    f[(y + r + 3) | 0] = s3;
    start = (start + tile) | 0;
  }
}

/**
 * The same for two vectors at once, x and the one `xStride` further: y = from + W·x, and likewise `yStride` and
 * `fromStride` further. Rows and columns are multiples of 2. Reads each number of W once for both, which makes it a fifth
 * quicker than two calls.
 */
export function multiplyAddTwo(
  y: number,
  yStride: number,
  from: number,
  fromStride: number,
  w: number,
  stride: number,
  x: number,
  xStride: number,
  rows: number,
  columns: number,
): void {
  const f = heap;
  let start = w | 0;
  for (let r = 0; r < rows; r = (r + 2) | 0) {
    const end = (start + columns) | 0;
    const toFirst = (x - start) | 0;
    const toSecond = (toFirst + xStride) | 0;
    const from0 = (from + r) | 0;
    const from1 = (from0 + fromStride) | 0;
    let s0 = f[from0] as number;
    let s1 = f[(from0 + 1) | 0] as number;
    let s2 = f[from1] as number;
    let s3 = f[(from1 + 1) | 0] as number;
    for (let i = start; i < end; i = (i + 2) | 0) {
      const first = (i + toFirst) | 0;
      const second = (i + toSecond) | 0;
      const below = (i + stride) | 0;
      const a = f[first] as number;
      const b = f[(first + 1) | 0] as number;
      const c = f[second] as number;
      const d = f[(second + 1) | 0] as number;
      const p = f[i] as number;
      const q = f[(i + 1) | 0] as number;
      const u = f[below] as number;
      const v = f[(below + 1) | 0] as number;
      s0 += p * a + q * b;
      s1 += u * a + v * b;
      s2 += p * c + q * d;
      s3 += u * c + v * d;
    }
    const to0 = (y + r) | 0;
    const to1 = (to0 + yStride) | 0;
    f[to0] = s0;
    f[(to0 + 1) | 0] = s1;
    f[to1] = s2;
    f[(to1 + 1) | 0] = s3;
    start = (start + stride + stride) | 0;
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
