// The limit: multiplications and additions of plain JavaScript in registers alone, no memory touched.

/** Operations of one turn of the loop: 12 chains × 4 steps × (multiply, add). */
const PER_TURN = 96;

/** Runs about `operations` operations; returns their exact number and a result that must not be optimized away. */
export function registerPeak(operations: number): { operations: number; result: number } {
  const turns = Math.ceil(operations / PER_TURN);
  const m = 0.999999;
  const c = 1e-6;
  let [s0, s1, s2, s3, s4, s5] = [0, 1, 2, 3, 4, 5];
  let [s6, s7, s8, s9, s10, s11] = [6, 7, 8, 9, 10, 11];
  for (let i = 0; i < turns; i++) {
    s0 = (((s0 * m + c) * m + c) * m + c) * m + c;
    s1 = (((s1 * m + c) * m + c) * m + c) * m + c;
    s2 = (((s2 * m + c) * m + c) * m + c) * m + c;
    s3 = (((s3 * m + c) * m + c) * m + c) * m + c;
    s4 = (((s4 * m + c) * m + c) * m + c) * m + c;
    s5 = (((s5 * m + c) * m + c) * m + c) * m + c;
    s6 = (((s6 * m + c) * m + c) * m + c) * m + c;
    s7 = (((s7 * m + c) * m + c) * m + c) * m + c;
    s8 = (((s8 * m + c) * m + c) * m + c) * m + c;
    s9 = (((s9 * m + c) * m + c) * m + c) * m + c;
    s10 = (((s10 * m + c) * m + c) * m + c) * m + c;
    s11 = (((s11 * m + c) * m + c) * m + c) * m + c;
  }
  const result = s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11;
  return { operations: turns * PER_TURN, result };
}
