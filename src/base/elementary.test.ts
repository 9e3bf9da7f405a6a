// Elementary functions against Math.*, at random points, at the edges, and by identities.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log, log1pExp, sigmoid, tanh } from './elementary.ts';

/** Distance in units of the last place of `expected`. */
function ulps(actual: number, expected: number): number {
  if (actual === expected) return 0;
  const size = Math.max(Math.abs(expected), 2.2250738585072014e-308);
  return Math.abs(actual - expected) / 2 ** (Math.floor(Math.log2(size)) - 52);
}

/** The largest distance over a fine grid and over random points of a range. */
function worst(
  f: (x: number) => number,
  reference: (x: number) => number,
  min: number,
  max: number,
): number {
  let distance = 0;
  for (let i = 0; i <= 40_000; i++) {
    const x = min + ((max - min) * i) / 40_000;
    distance = Math.max(distance, ulps(f(x), reference(x)));
  }
  fc.assert(
    fc.property(fc.double({ min, max, noNaN: true }), (x) => {
      distance = Math.max(distance, ulps(f(x), reference(x)));
    }),
    { numRuns: 2_000, seed: 1 },
  );
  return distance;
}

describe('elementary functions', () => {
  // Math.* itself may be one unit off.
  it('agree with Math within 2 units in the last place', () => {
    expect(worst(exp, Math.exp, -700, 709)).toBeLessThanOrEqual(2);
    expect(worst(exp, Math.exp, -1, 1)).toBeLessThanOrEqual(2);
    expect(worst(tanh, Math.tanh, -22, 22)).toBeLessThanOrEqual(2);
    expect(worst(tanh, Math.tanh, -0.1, 0.1)).toBeLessThanOrEqual(2);
    expect(worst(log, Math.log, 1e-300, 1e300)).toBeLessThanOrEqual(2);
    expect(worst(log, Math.log, 0.5, 2)).toBeLessThanOrEqual(2);
  });

  it('agree with their definitions within 3 units', () => {
    expect(worst(sigmoid, (x) => 1 / (1 + Math.exp(-x)), -700, 40)).toBeLessThanOrEqual(3);
    const log1pExpOf = (x: number) =>
      x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    expect(worst(log1pExp, log1pExpOf, -700, 700)).toBeLessThanOrEqual(3);
  });

  it('are right at the edges', () => {
    expect(exp(0)).toBe(1);
    expect(exp(710)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(-746)).toBe(0);
    expect(ulps(exp(709.78), Math.exp(709.78))).toBeLessThanOrEqual(2);
    expect(exp(-745)).toBe(Math.exp(-745));
    expect(exp(Number.NaN)).toBeNaN();
    expect(tanh(0)).toBe(0);
    expect(tanh(50)).toBe(1);
    expect(tanh(Number.NEGATIVE_INFINITY)).toBe(-1);
    expect(tanh(Number.NaN)).toBeNaN();
    expect(log(1)).toBe(0);
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log(-1)).toBeNaN();
    expect(ulps(log(5e-324), Math.log(5e-324))).toBeLessThanOrEqual(2);
    expect(ulps(log(Number.MAX_VALUE), Math.log(Number.MAX_VALUE))).toBeLessThanOrEqual(2);
    expect(log1pExp(1000)).toBe(1000);
    expect(log1pExp(-1000)).toBe(0);
    expect(sigmoid(-720)).toBeGreaterThan(0);
  });

  it('are odd, inverse and complementary as they should be', () => {
    fc.assert(
      fc.property(fc.double({ min: -19, max: 19, noNaN: true }), (x) => {
        expect(tanh(-x) + tanh(x)).toBe(0);
        expect(log(exp(x))).toBeCloseTo(x, 12);
        expect(sigmoid(x) + sigmoid(-x)).toBeCloseTo(1, 15);
      }),
      { seed: 1 },
    );
  });

  it('keep their bits', () => {
    // The digits are those of this implementation, not of a reference: a change of any bit is a change of every shared run.
    const bits = (x: number) => new BigUint64Array(Float64Array.of(x).buffer)[0]?.toString(16);
    const at = [-3.7, -0.31, 0.001, 0.5, 2.25];
    expect(at.map((x) => bits(exp(x)))).toMatchInlineSnapshot(`
      [
        "3f99511fc6871044",
        "3fe77865c04ab0ab",
        "3ff0041919b7ee34",
        "3ffa61298e1e069c",
        "4022f9b882f47e81",
      ]
    `);
    expect(at.map((x) => bits(tanh(x)))).toMatchInlineSnapshot(`
      [
        "bfeff5fdc948488c",
        "bfd33a5c84b04743",
        "3f50624d77516ce2",
        "3fdd9353d7568af3",
        "3fef4bfd6c2dfd1e",
      ]
    `);
    expect(at.map((x) => bits(log(Math.abs(x))))).toMatchInlineSnapshot(`
      [
        "3ff4eeee650ae550",
        "bff2bd2a5db2fda2",
        "c01ba18a998fffa0",
        "bfe62e42fefa39ef",
        "3fe9f323ecbf984c",
      ]
    `);
  });
});
