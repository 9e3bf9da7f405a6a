// Elementary functions that give the same bits on every machine: only + − × ÷ and comparisons, tables built by the same.
// Math.exp and its like may differ in the last bit between engines; then a shared link would show other digits.

import { add, divide, doubleDouble, exponential, multiply } from './double-double.ts';

/** ln 2 as a float64 and the rest of it. */
const LN2 = doubleDouble(Math.LN2, 2.3190468138462996e-17);

/** exp works on a grid of ln 2 / 64. */
const EXP_GRID = 64;
const EXP_STEPS_PER_UNIT = 92.33248261689366;
/** ln 2 / 64 in two parts; the first has trailing zeros, so that its product with a whole number below 2¹⁷ is exact. */
const EXP_STEP_HIGH = 0.010830424609594047;
const EXP_STEP_LOW = 8.66550983900947e-11;

/** 2^(j/64): the nearest float64, and the rest. */
const expTable = new Float64Array(EXP_GRID);
const expTableRest = new Float64Array(EXP_GRID);

/** 2^k for |k| ≤ 600, k = 0 at 600. */
const POWERS = 600;
const powerOfTwo = new Float64Array(2 * POWERS + 1);

/** tanh(k/32) for |k| ≤ 640, k = 0 at 640. */
const TANH_GRID = 32;
const TANH_STEPS = 640;
const tanhTable = new Float64Array(2 * TANH_STEPS + 1);

function fillTables(): void {
  powerOfTwo[POWERS] = 1;
  for (let k = 1; k <= POWERS; k++) {
    powerOfTwo[POWERS + k] = (powerOfTwo[POWERS + k - 1] as number) * 2;
    powerOfTwo[POWERS - k] = (powerOfTwo[POWERS - k + 1] as number) / 2;
  }
  const expStep = exponential(divide(LN2, doubleDouble(EXP_GRID)));
  let power = doubleDouble(1);
  for (let j = 0; j < EXP_GRID; j++) {
    expTable[j] = power.high;
    expTableRest[j] = power.low;
    power = multiply(power, expStep);
  }
  const tanhStep = exponential(doubleDouble(2 / TANH_GRID));
  let square = doubleDouble(1);
  for (let k = 0; k <= TANH_STEPS; k++) {
    // tanh g = (e²ᵍ − 1) / (e²ᵍ + 1)
    const t = divide(add(square, doubleDouble(-1)), add(square, doubleDouble(1))).high;
    tanhTable[TANH_STEPS + k] = t;
    tanhTable[TANH_STEPS - k] = -t;
    square = multiply(square, tanhStep);
  }
}

fillTables();

/** eˣ within 1 ulp; Infinity above 709.79, 0 below −745.2. */
export function exp(x: number): number {
  if (!(x > -745.2 && x < 709.79)) return x > 0 ? Number.POSITIVE_INFINITY : x < 0 ? 0 : x;
  // x = n·ln2/64 + r, eˣ = 2^(n div 64) · 2^((n mod 64)/64) · eʳ, |r| ≤ ln2/128
  const n = ((x * EXP_STEPS_PER_UNIT + 65536.5) | 0) - 65536;
  const r = x - n * EXP_STEP_HIGH - n * EXP_STEP_LOW;
  const rest = r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  const j = n & (EXP_GRID - 1);
  const table = expTable[j] as number;
  const value = table + ((expTableRest[j] as number) + table * rest);
  const k = n >> 6;
  const half = k >> 1;
  // In two steps, because 2^k alone may lie outside the range where the result does not.
  return value * (powerOfTwo[POWERS + half] as number) * (powerOfTwo[POWERS + k - half] as number);
}

/** tanh x within 1 ulp: tanh(g + r) = T + tanh r·(1 − T²)/(1 + T·tanh r) with T = tanh g on a grid of 1/32. */
export function tanh(x: number): number {
  if (!(x > -20 && x < 20)) return x > 0 ? 1 : x < 0 ? -1 : x;
  const k = (x * TANH_GRID + (TANH_STEPS + 0.5)) | 0;
  const r = x - (k - TANH_STEPS) * (1 / TANH_GRID);
  const z = r * r;
  const p = r - r * z * (1 / 3 - z * (2 / 15 - z * (17 / 315 - z * (62 / 2835))));
  const t = tanhTable[k] as number;
  return t + (p * (1 - t * t)) / (1 + t * p);
}

/** σ(x) = 1/(1 + e⁻ˣ) within 2 ulp. */
export function sigmoid(x: number): number {
  // Below −709 e⁻ˣ overflows, though σ(x) ≈ eˣ does not yet vanish.
  return x < -700 ? exp(x) : 1 / (1 + exp(-x));
}

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_TO_54 = 18014398509481984;

/** ln 2 in two parts; the first has trailing zeros, so that its product with an exponent is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 2·artanh(s)/s − 2 as a series in z = s²: Σ 2·zⁿ/(2n+1). */
function logSeries(z: number): number {
  let sum = 0;
  for (let n = 12; n >= 1; n--) sum = z * (2 / (2 * n + 1) + sum);
  return sum;
}

/** The natural logarithm within 1 ulp (reduction and summation as in fdlibm's e_log.c); −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let m = x;
  let k = 0;
  if (m < SMALLEST_NORMAL) {
    m *= TWO_TO_54;
    k = -54;
  }
  for (let step = 512; step >= 1; step /= 2) {
    if (m >= (powerOfTwo[POWERS + step] as number)) {
      m *= powerOfTwo[POWERS - step] as number;
      k += step;
    } else if (m < (powerOfTwo[POWERS - step + 1] as number)) {
      m *= powerOfTwo[POWERS + step] as number;
      k -= step;
    }
  }
  if (m > Math.SQRT2) {
    m /= 2;
    k += 1;
  }
  // x = m·2^k with m in [√½, √2]; s = f/(2 + f), ln(1 + f) = f − (f²/2 − s·(f²/2 + R))
  const f = m - 1;
  const s = f / (2 + f);
  const halfSquare = (f * f) / 2;
  const r = logSeries(s * s);
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + r) + k * LN2_LOW) - f);
}

/** ln(1 + eˣ) within 2 ulp, without overflow. */
export function log1pExp(x: number): number {
  const u = exp(x > 0 ? -x : x);
  const w = 1 + u;
  // log w, corrected for what 1 + u rounded away (Kahan).
  const small = log(w) + (u - (w - 1)) / w;
  return x > 0 ? x + small : small;
}
