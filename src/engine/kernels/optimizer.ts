// Inner loops of the optimizers. An update reads each number once, so arrays that are passed in cost nothing here that the
// root and the quotient do not hide.

/** out ← a·out + b·x. */
export function blend(out: Float64Array, a: number, b: number, x: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a * (out[i] as number) + b * (x[i] as number);
}

/** out ← a·out + b·x². */
export function blendSquare(out: Float64Array, a: number, b: number, x: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    const entry = x[i] as number;
    out[i] = a * (out[i] as number) + b * entry * entry;
  }
}

/** out ← a·out + b·x/(√(c·s) + d). */
export function blendScaled(
  out: Float64Array,
  a: number,
  b: number,
  x: Float64Array,
  c: number,
  s: Float64Array,
  d: number,
): void {
  for (let i = 0; i < out.length; i++) {
    const size = Math.sqrt(c * (s[i] as number)) + d;
    out[i] = a * (out[i] as number) + (b * (x[i] as number)) / size;
  }
}

/** m ← keepM·m + addM·g, v ← keepV·v + addV·g², w ← a·w + b·m/(√(c·v) + d). */
export function adaptiveStep(
  w: Float64Array,
  g: Float64Array,
  m: Float64Array,
  v: Float64Array,
  a: number,
  b: number,
  c: number,
  d: number,
  keepM: number,
  addM: number,
  keepV: number,
  addV: number,
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
