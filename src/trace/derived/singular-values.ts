// The singular values of a real matrix: how much it stretches, along each of its own axes, a vector that it multiplies.
//
// Householder bidiagonalization A = U·B·Vᵀ (Golub & Van Loan, Matrix Computations, 4th ed., sec. 5.4.8), then each
// singular value of B by bisection: they are the positive eigenvalues of the tridiagonal matrix with zero diagonal and
// d₁ e₁ d₂ e₂ … dₙ beside it (sec. 8.6.2), and a Sturm sequence counts those below a number (sec. 8.4.1).
// Uses + − × ÷ √ only: the same bits on every machine.

/** The two diagonals of an upper bidiagonal n × n matrix: d has n numbers, e has n − 1. */
interface Bidiagonal {
  readonly d: Float64Array;
  readonly e: Float64Array;
}

/**
 * σ₁ ≥ σ₂ ≥ … ≥ 0 of a finite rows × columns matrix, row-major: min(rows, columns) numbers, each right to a few
 * units of rounding of σ₁.
 */
export function singularValues(matrix: Float64Array, rows: number, columns: number): Float64Array {
  return values(matrix, rows, columns, Math.min(rows, columns));
}

/** σ₁ = ‖A‖₂: the most that the matrix can stretch a vector. */
export function spectralNorm(matrix: Float64Array, rows: number, columns: number): number {
  return values(matrix, rows, columns, 1)[0] ?? 0;
}

function values(matrix: Float64Array, rows: number, columns: number, count: number): Float64Array {
  const scale = matrix.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (scale === 0) return new Float64Array(count);
  const tall =
    rows >= columns ? matrix.map((x) => x / scale) : transposed(matrix, rows, columns, scale);
  const form = bidiagonalize(tall, Math.max(rows, columns), Math.min(rows, columns));
  return Float64Array.from({ length: count }, (_, k) => largest(form, k + 1) * scale);
}

function transposed(
  matrix: Float64Array,
  rows: number,
  columns: number,
  scale: number,
): Float64Array {
  return Float64Array.from(
    { length: rows * columns },
    (_, i) => (matrix[(i % rows) * columns + Math.floor(i / rows)] as number) / scale,
  );
}

/** Of a matrix with no fewer rows than columns; overwrites it. */
function bidiagonalize(a: Float64Array, rows: number, columns: number): Bidiagonal {
  const d = new Float64Array(columns);
  const e = new Float64Array(Math.max(0, columns - 1));
  for (let k = 0; k < columns; k++) {
    d[k] = reflectColumn(a, rows, columns, k);
    if (k < columns - 1) e[k] = reflectRow(a, rows, columns, k);
  }
  return { d, e };
}

/** Zeroes column k below the diagonal by a reflection of the rows k …; returns what comes to stand on the diagonal. */
function reflectColumn(a: Float64Array, rows: number, columns: number, k: number): number {
  let squares = 0;
  for (let i = k; i < rows; i++) squares += (a[i * columns + k] as number) ** 2;
  const head = a[k * columns + k] as number;
  const result = head > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  if (squares === 0) return 0;
  // The reflector is I − v·vᵀ/β with v = the column minus `result` in its first place.
  a[k * columns + k] = head - result;
  const beta = squares - head * result;
  for (let j = k + 1; j < columns; j++) {
    let along = 0;
    for (let i = k; i < rows; i++) {
      along += (a[i * columns + k] as number) * (a[i * columns + j] as number);
    }
    const by = along / beta;
    for (let i = k; i < rows; i++) {
      const at = i * columns + j;
      a[at] = (a[at] as number) - by * (a[i * columns + k] as number);
    }
  }
  return result;
}

/** Zeroes row k right of the superdiagonal by a reflection of the columns k + 1 …; returns what stands there then. */
function reflectRow(a: Float64Array, rows: number, columns: number, k: number): number {
  const row = k * columns;
  let squares = 0;
  for (let j = k + 1; j < columns; j++) squares += (a[row + j] as number) ** 2;
  const head = a[row + k + 1] as number;
  const result = head > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  if (squares === 0) return 0;
  a[row + k + 1] = head - result;
  const beta = squares - head * result;
  for (let i = k + 1; i < rows; i++) {
    let along = 0;
    for (let j = k + 1; j < columns; j++) {
      along += (a[row + j] as number) * (a[i * columns + j] as number);
    }
    const by = along / beta;
    for (let j = k + 1; j < columns; j++) {
      const at = i * columns + j;
      a[at] = (a[at] as number) - by * (a[row + j] as number);
    }
  }
  return result;
}

/** A singular value is taken for zero below this share of the largest: far below what rounding leaves. */
const nothing = 2 ** -62;

/** The k-th largest singular value (from 1). */
function largest({ d, e }: Bidiagonal, k: number): number {
  const n = d.length;
  let high = 0;
  for (let i = 0; i < n; i++) {
    // No eigenvalue lies beyond the largest sum of a row (Gershgorin).
    const own = Math.abs(d[i] as number);
    high = Math.max(high, own + Math.abs(e[i] ?? 0), own + Math.abs(e[i - 1] ?? 0));
  }
  const least = high * nothing;
  let low = 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (high <= least) return 0;
    if (middle <= low || middle >= high) return high;
    if (countBelow({ d, e }, middle) <= n - k) low = middle;
    else high = middle;
  }
}

/** How many singular values are smaller than x > 0: n of the 2n eigenvalues ±σ are negative, the rest counts. */
function countBelow({ d, e }: Bidiagonal, x: number): number {
  const n = d.length;
  let pivot = -x;
  let negative = 1;
  for (let i = 0; i < n; i++) {
    pivot = nextPivot(pivot, d[i] as number, x);
    if (pivot < 0) negative += 1;
    if (i === n - 1) break;
    pivot = nextPivot(pivot, e[i] as number, x);
    if (pivot < 0) negative += 1;
  }
  return negative - n;
}

function nextPivot(pivot: number, beside: number, x: number): number {
  const next = -x - (beside * beside) / pivot;
  return next === 0 ? -Number.MIN_VALUE : next;
}
