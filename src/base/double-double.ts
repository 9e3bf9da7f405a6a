// Sums of two float64 (about 106 bits), for building tables that are right to the last bit.
//
//   value = high + low,  |low| ≤ ½ ulp(high)
//
// Error-free transformations: Dekker 1971 (product), Knuth 1969 (sum).

export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

/** 2²⁷ + 1: splits a float64 into two halves of 26 bits. */
const SPLITTER = 134217729;

export function doubleDouble(high: number, low = 0): DoubleDouble {
  return { high, low };
}

function quickSum(a: number, b: number): DoubleDouble {
  const high = a + b;
  return { high, low: b - (high - a) };
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const sum = a.high + b.high;
  const part = sum - a.high;
  const error = a.high - (sum - part) + (b.high - part);
  return quickSum(sum, error + a.low + b.low);
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = a.high * b.high;
  const ca = SPLITTER * a.high;
  const aHigh = ca - (ca - a.high);
  const aLow = a.high - aHigh;
  const cb = SPLITTER * b.high;
  const bHigh = cb - (cb - b.high);
  const bLow = b.high - bHigh;
  const error = aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
  return quickSum(product, error + a.high * b.low + a.low * b.high);
}

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a.high / b.high;
  const rest = add(a, multiply(b, doubleDouble(-first)));
  const second = rest.high / b.high;
  const left = add(rest, multiply(b, doubleDouble(-second)));
  const sum = quickSum(first, second);
  return add(sum, doubleDouble(left.high / b.high));
}

/** eˣ by its series, for |x| ≤ 1. */
export function exponential(x: DoubleDouble): DoubleDouble {
  let term = doubleDouble(1);
  let sum = term;
  for (let n = 1; n <= 30; n++) {
    term = divide(multiply(term, x), doubleDouble(n));
    sum = add(sum, term);
  }
  return sum;
}
