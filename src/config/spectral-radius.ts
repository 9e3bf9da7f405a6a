// The largest modulus of a square matrix's eigenvalues: what "spectral radius" in an initialization sets.
//
// Hessenberg form by Givens rotations, then the shifted QR algorithm in complex arithmetic
// (Golub & Van Loan, Matrix Computations, 4th ed., sections 7.4 and 7.5). Uses + − × ÷ √ only:
// the same bits on every machine. A complex pair needs no special case, as it would in a power iteration.

import { atOnce, type Pieces } from '#base/pieces.ts';

/** An n × n complex matrix, row-major, and its active block: rows and columns 0 … last. */
interface Work {
  readonly n: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

interface Complex {
  readonly re: number;
  readonly im: number;
}

const epsilon = 2 ** -52;
const maximalSweeps = 60;

/** ρ(A) ≥ 0 of a finite n × n matrix, row-major. */
export function spectralRadius(matrix: Float64Array, n: number): number {
  return atOnce(spectralRadiusInPieces(matrix, n));
}

/** The same in pieces of about n² multiplications; all of them are about 20 n³. */
export function* spectralRadiusInPieces(matrix: Float64Array, n: number): Pieces<number> {
  const scale = matrix.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (scale === 0) return 0;
  const work: Work = { n, re: matrix.map((x) => x / scale), im: new Float64Array(n * n) };
  yield* reduceToHessenberg(work);
  let radius = 0;
  for (let last = n - 1; last >= 0; last--) {
    yield* isolateLast(work, last);
    radius = Math.max(radius, modulus(entry(work, last, last)));
  }
  return radius * scale;
}

/** Zeroes everything below the subdiagonal by rotations of neighbouring rows and columns (the matrix is real here). */
function* reduceToHessenberg({ n, re }: Work): Pieces<void> {
  for (let column = 0; column < n - 2; column++) {
    yield;
    for (let row = n - 1; row > column + 1; row--) {
      const a = re[(row - 1) * n + column] as number;
      const b = re[row * n + column] as number;
      const r = Math.sqrt(a * a + b * b);
      if (b === 0 || r === 0) continue;
      const c = a / r;
      const s = b / r;
      for (let j = 0; j < n; j++) rotate(re, (row - 1) * n + j, row * n + j, c, s);
      for (let i = 0; i < n; i++) rotate(re, i * n + row - 1, i * n + row, c, s);
    }
  }
}

function rotate(x: Float64Array, p: number, q: number, c: number, s: number): void {
  const a = x[p] as number;
  const b = x[q] as number;
  x[p] = c * a + s * b;
  x[q] = c * b - s * a;
}

/** QR sweeps until row `last` of the active block has nothing left of the diagonal: then an eigenvalue stands on it. */
function* isolateLast(work: Work, last: number): Pieces<void> {
  for (let sweep = 1; sweep <= maximalSweeps; sweep++) {
    yield;
    const first = startOfBlock(work, last);
    if (first === last) return;
    // An exceptional shift breaks the rare cycles.
    const shift =
      sweep % 10 === 0
        ? { re: modulus(entry(work, last, last - 1)), im: 0 }
        : wilkinsonShift(work, last);
    sweepBlock(work, first, last, shift);
  }
}

/** The row where the unreduced block that ends at `last` begins; drops the subdiagonal entry above it. */
function startOfBlock(work: Work, last: number): number {
  for (let k = last; k > 0; k--) {
    const size = modulus(entry(work, k, k)) + modulus(entry(work, k - 1, k - 1));
    if (modulus(entry(work, k, k - 1)) <= epsilon * size) {
      set(work, k, k - 1, { re: 0, im: 0 });
      return k;
    }
  }
  return 0;
}

/** The eigenvalue of the last 2 × 2 block nearest to its last entry. */
function wilkinsonShift(work: Work, last: number): Complex {
  const d = entry(work, last, last);
  const half = scaled(minus(entry(work, last - 1, last - 1), d), 0.5);
  const cross = times(entry(work, last - 1, last), entry(work, last, last - 1));
  const root = squareRoot(plus(times(half, half), cross));
  const near = plus(half, root);
  const far = minus(half, root);
  return plus(d, modulus(near) < modulus(far) ? near : far);
}

/** One sweep: H − σI = QR, then RQ + σI, on the block first … last. */
function sweepBlock(work: Work, first: number, last: number, shift: Complex): void {
  for (let k = first; k <= last; k++) set(work, k, k, minus(entry(work, k, k), shift));
  const rotations: (readonly [Complex, Complex])[] = [];
  for (let k = first; k < last; k++) {
    const a = entry(work, k, k);
    const b = entry(work, k + 1, k);
    const r = Math.sqrt(a.re * a.re + a.im * a.im + b.re * b.re + b.im * b.im);
    const c = r === 0 ? { re: 1, im: 0 } : scaled(a, 1 / r);
    const s = r === 0 ? { re: 0, im: 0 } : scaled(b, 1 / r);
    rotations.push([c, s]);
    rotateRows(work, k, last, c, s);
  }
  rotations.forEach(([c, s], index) => {
    const k = first + index;
    rotateColumns(work, k, first, Math.min(k + 1, last), c, s);
  });
  for (let k = first; k <= last; k++) set(work, k, k, plus(entry(work, k, k), shift));
}

/** Rows k and k + 1 from column k to `last`: p ← c̄·p + s̄·q and q ← c·q − s·p, in real numbers, as it takes most of the time. */
function rotateRows({ n, re, im }: Work, k: number, last: number, c: Complex, s: Complex): void {
  const { re: cr, im: ci } = c;
  const { re: sr, im: si } = s;
  for (let p = k * n + k; p <= k * n + last; p++) {
    const q = p + n;
    const pr = re[p] as number;
    const pi = im[p] as number;
    const qr = re[q] as number;
    const qi = im[q] as number;
    re[p] = cr * pr + ci * pi + (sr * qr + si * qi);
    im[p] = cr * pi - ci * pr + (sr * qi - si * qr);
    re[q] = cr * qr - ci * qi - (sr * pr - si * pi);
    im[q] = cr * qi + ci * qr - (sr * pi + si * pr);
  }
}

/** Columns k and k + 1 of the rows from … to: p ← p·c + q·s and q ← q·c̄ − p·s̄. */
function rotateColumns(
  { n, re, im }: Work,
  k: number,
  from: number,
  to: number,
  c: Complex,
  s: Complex,
): void {
  const { re: cr, im: ci } = c;
  const { re: sr, im: si } = s;
  for (let p = from * n + k; p <= to * n + k; p += n) {
    const q = p + 1;
    const pr = re[p] as number;
    const pi = im[p] as number;
    const qr = re[q] as number;
    const qi = im[q] as number;
    re[p] = pr * cr - pi * ci + (qr * sr - qi * si);
    im[p] = pr * ci + pi * cr + (qr * si + qi * sr);
    re[q] = qr * cr + qi * ci - (pr * sr + pi * si);
    im[q] = qi * cr - qr * ci - (pi * sr - pr * si);
  }
}

function entry({ n, re, im }: Work, row: number, column: number): Complex {
  const at = row * n + column;
  return { re: re[at] as number, im: im[at] as number };
}

function set({ n, re, im }: Work, row: number, column: number, value: Complex): void {
  re[row * n + column] = value.re;
  im[row * n + column] = value.im;
}

const plus = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im });
const minus = (a: Complex, b: Complex): Complex => ({ re: a.re - b.re, im: a.im - b.im });
const scaled = (a: Complex, by: number): Complex => ({ re: a.re * by, im: a.im * by });
const modulus = (a: Complex): number => Math.sqrt(a.re * a.re + a.im * a.im);
const times = (a: Complex, b: Complex): Complex => ({
  re: a.re * b.re - a.im * b.im,
  im: a.re * b.im + a.im * b.re,
});

/** The root in the right half-plane. */
function squareRoot(a: Complex): Complex {
  const size = modulus(a);
  const re = Math.sqrt((size + Math.abs(a.re)) / 2);
  if (re === 0) return { re: 0, im: 0 };
  const other = Math.abs(a.im) / (2 * re);
  const sign = a.im < 0 ? -1 : 1;
  return a.re >= 0 ? { re, im: sign * other } : { re: other, im: sign * re };
}
