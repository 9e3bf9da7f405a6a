// The spectral radius of matrices whose eigenvalues are known.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '#base/rng.ts';
import { spectralRadius } from './spectral-radius.ts';

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  return new Float64Array(n * n).map((_, at) => {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      sum += (a[Math.floor(at / n) * n + k] as number) * (b[k * n + (at % n)] as number);
    }
    return sum;
  });
}

/** Gelfand's formula ρ = lim ‖Aᵏ‖^(1/k), by squaring with a running scale. */
function gelfand(matrix: Float64Array, n: number): number {
  let power = matrix;
  let logarithm = 0;
  for (let k = 0; k < 40; k++) {
    const norm = Math.sqrt(power.reduce((sum, x) => sum + x * x, 0));
    logarithm += Math.log(norm) / 2 ** k;
    const scaled = power.map((x) => x / norm);
    power = product(scaled, scaled, n);
  }
  return Math.exp(logarithm);
}

/** The matrix whose eigenvalues are the roots of xⁿ + Σ coefficients[i]·xⁱ. */
function companion(coefficients: readonly number[]): Float64Array {
  const n = coefficients.length;
  const matrix = new Float64Array(n * n);
  coefficients.forEach((c, i) => {
    matrix[i * n + n - 1] = -c;
    if (i > 0) matrix[i * n + i - 1] = 1;
  });
  return matrix;
}

describe('spectralRadius', () => {
  it('of a rotation, where a power iteration goes round for ever', () => {
    const angle = 0.7;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    expect(spectralRadius(Float64Array.of(0.8 * c, -0.8 * s, 0.8 * s, 0.8 * c), 2)).toBeCloseTo(
      0.8,
      14,
    );
  });

  it('of triangular, zero and 1 × 1 matrices', () => {
    expect(spectralRadius(Float64Array.of(2, 100, -7, 0, -3, 40, 0, 0, 1), 3)).toBeCloseTo(3, 12);
    expect(spectralRadius(new Float64Array(16), 4)).toBe(0);
    expect(spectralRadius(Float64Array.of(-1.5), 1)).toBe(1.5);
  });

  it('of a cyclic permutation: four eigenvalues of one modulus', () => {
    const cycle = Float64Array.of(0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0);
    expect(spectralRadius(cycle, 4)).toBeCloseTo(1, 13);
  });

  it('of a companion matrix: roots 2, −1 and 1 ± 3i', () => {
    // (x − 2)(x + 1)(x² − 2x + 10) = x⁴ − 3x³ + 10x² − 6x − 20
    expect(spectralRadius(companion([-20, -6, 10, -3]), 4)).toBeCloseTo(Math.sqrt(10), 12);
  });

  it('of extreme scales', () => {
    const matrix = Float64Array.of(1, 2, 3, 4);
    const radius = (5 + Math.sqrt(33)) / 2;
    for (const scale of [1e-200, 1e200]) {
      expect(
        spectralRadius(
          matrix.map((x) => x * scale),
          2,
        ) / scale,
      ).toBeCloseTo(radius, 12);
    }
  });

  it('agrees with Gelfand’s formula', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 12 }), (seed, n) => {
        const random = randomStream(seed, 'gelfand');
        const matrix = new Float64Array(n * n).map(() => random.normal());
        const expected = gelfand(matrix, n);
        expect(Math.abs(spectralRadius(matrix, n) - expected)).toBeLessThan(1e-9 * expected);
      }),
      { numRuns: 60 },
    );
  });
});
