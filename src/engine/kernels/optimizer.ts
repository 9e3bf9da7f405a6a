// Inner loops of the optimizers. An update reads each number once or twice, so arrays that are passed in cost nothing here
// that the root and the quotient do not hide.

/** out ← a·x + b·y. */
export function blend(
  out: Float64Array,
  a: number,
  x: Float64Array,
  b: number,
  y: Float64Array,
): void {
  for (let i = 0; i < out.length; i++) out[i] = a * (x[i] as number) + b * (y[i] as number);
}

/** out ← a·x + b·y². */
export function blendSquare(
  out: Float64Array,
  a: number,
  x: Float64Array,
  b: number,
  y: Float64Array,
): void {
  for (let i = 0; i < out.length; i++) {
    const entry = y[i] as number;
    out[i] = a * (x[i] as number) + b * entry * entry;
  }
}

/** out ← a·x + b·y/(√(c·s) + d). */
export function blendScaled(
  out: Float64Array,
  a: number,
  x: Float64Array,
  b: number,
  y: Float64Array,
  c: number,
  s: Float64Array,
  d: number,
): void {
  for (let i = 0; i < out.length; i++) {
    const size = Math.sqrt(c * (s[i] as number)) + d;
    out[i] = a * (x[i] as number) + (b * (y[i] as number)) / size;
  }
}

/** m ← keepM·m + addM·g, v ← keepV·v + addV·g², w ← a·w + b·m/(√(c·v) + d). */
export function adaptiveStep(
  w: Float64Array,
  a: number,
  b: number,
  c: number,
  d: number,
  m: Float64Array,
  keepM: number,
  addM: number,
  v: Float64Array,
  keepV: number,
  addV: number,
  g: Float64Array,
): void {
  for (let i = 0; i < w.length; i++) {
    const entry = g[i] as number;
    const mean = keepM * (m[i] as number) + addM * entry;
    const squares = keepV * (v[i] as number) + addV * entry * entry;
    m[i] = mean;
    v[i] = squares;
    w[i] = a * (w[i] as number) + (b * mean) / (Math.sqrt(c * squares) + d);
  }
}

/** out ← x·y. */
export function multiply(out: Float64Array, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = (x[i] as number) * (y[i] as number);
}

/** out ← x/y. */
export function divide(out: Float64Array, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = (x[i] as number) / (y[i] as number);
}

/** out ← √x. */
export function squareRoot(out: Float64Array, x: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(x[i] as number);
}

/** out ← a·x + b. */
export function scaleAndShift(out: Float64Array, a: number, x: Float64Array, b: number): void {
  for (let i = 0; i < out.length; i++) out[i] = a * (x[i] as number) + b;
}
