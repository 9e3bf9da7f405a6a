// The singular values against what is known of them: norms, turns of the axes, closed forms, and the definition itself.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normOf } from '#base/norm.ts';
import { randomStream } from '#base/rng.ts';
import { singularValues, spectralNorm } from './singular-values.ts';

interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly entries: Float64Array;
}

const matrices: fc.Arbitrary<Matrix> = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat(10_000),
    power: fc.integer({ min: -200, max: 150 }),
    rank: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ rows, columns, seed, power, rank }) => ({
    rows,
    columns,
    // A product over `rank` has no higher rank: singular matrices occur.
    entries: multiply(
      { rows, columns: rank, entries: randomEntries(rows * rank, seed) },
      { rows: rank, columns, entries: randomEntries(rank * columns, seed + 1) },
    ).entries.map((x) => x * 10 ** power),
  }));

function randomEntries(count: number, seed: number): Float64Array {
  const random = randomStream(seed, 'matrix');
  return new Float64Array(count).map(() => random.normal());
}

function multiply(a: Matrix, b: Matrix): Matrix {
  const entries = new Float64Array(a.rows * b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.columns; j++) {
      for (let k = 0; k < a.columns; k++) {
        const at = i * b.columns + j;
        entries[at] =
          (entries[at] ?? 0) +
          (a.entries[i * a.columns + k] ?? 0) * (b.entries[k * b.columns + j] ?? 0);
      }
    }
  }
  return { rows: a.rows, columns: b.columns, entries };
}

/** I − 2·v·vᵀ/(v·v): a mirror, so that it changes no length. */
function mirror(size: number, seed: number): Matrix {
  const v = randomEntries(size, seed);
  const square = v.reduce((sum, x) => sum + x * x, 0);
  const entries = Float64Array.from({ length: size * size }, (_, i) => {
    const [row, column] = [Math.floor(i / size), i % size];
    return (row === column ? 1 : 0) - (2 * (v[row] ?? 0) * (v[column] ?? 0)) / square;
  });
  return { rows: size, columns: size, entries };
}

const of = ({ entries, rows, columns }: Matrix): Float64Array =>
  singularValues(entries, rows, columns);

function expectClose(found: Float64Array, wanted: Float64Array): void {
  expect(found.length).toBe(wanted.length);
  const unit = wanted[0] ?? 1;
  found.forEach((value, i) => {
    expect(Math.abs(value - (wanted[i] ?? 0)) / unit).toBeLessThan(1e-13);
  });
}

describe('singular values', () => {
  it('are those of a diagonal matrix, whatever its signs, largest first', () => {
    const found = singularValues(Float64Array.of(-3, 0, 0, 0, 1e-9, 0, 0, 0, 0), 3, 3);
    expectClose(found, Float64Array.of(3, 1e-9, 0));
    expect(found[2]).toBe(0);
    expect(found[1]).toBeCloseTo(1e-9, 22);
  });

  it('are (1 ± √5)/2 of [[1, 1], [1, 0]], without the sign', () => {
    const golden = (1 + Math.sqrt(5)) / 2;
    expectClose(
      singularValues(Float64Array.of(1, 1, 1, 0), 2, 2),
      Float64Array.of(golden, golden - 1),
    );
  });

  it('are all zero of a zero matrix', () => {
    expect([...singularValues(new Float64Array(6), 2, 3)]).toEqual([0, 0]);
    expect(spectralNorm(new Float64Array(4), 2, 2)).toBe(0);
  });

  it('add up, squared, to the square of the Frobenius norm', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const found = of(matrix);
        expect(normOf(found) / normOf(matrix.entries)).toBeCloseTo(1, 12);
        expect([...found]).toEqual([...found].sort((a, b) => b - a));
        expect(found.every((value) => value >= 0)).toBe(true);
      }),
    );
  });

  it('do not change when rows or columns are mirrored, or the matrix is transposed', () => {
    fc.assert(
      fc.property(matrices, fc.nat(10_000), (matrix, seed) => {
        const wanted = of(matrix);
        expectClose(of(multiply(mirror(matrix.rows, seed), matrix)), wanted);
        expectClose(of(multiply(matrix, mirror(matrix.columns, seed))), wanted);
        const { rows, columns, entries } = matrix;
        const turned = Float64Array.from(
          entries,
          (_, i) => entries[(i % rows) * columns + Math.floor(i / rows)] ?? 0,
        );
        expectClose(singularValues(turned, columns, rows), wanted);
      }),
    );
  });

  it('no vector is stretched more than by the spectral norm, and some vector is', () => {
    fc.assert(
      fc.property(matrices, fc.nat(10_000), (matrix, seed) => {
        const { entries, rows, columns } = matrix;
        const norm = spectralNorm(entries, rows, columns);
        expect(norm).toBe(of(matrix)[0]);
        let vector: Matrix = { rows: columns, columns: 1, entries: randomEntries(columns, seed) };
        const unit = { rows: columns, columns: rows, entries: new Float64Array(rows * columns) };
        for (let i = 0; i < entries.length; i++) {
          unit.entries[(i % columns) * rows + Math.floor(i / columns)] = (entries[i] ?? 0) / norm;
        }
        const scaled = { ...matrix, entries: entries.map((x) => x / norm) };
        let stretch = 0;
        for (let step = 0; step < 400; step++) {
          const length = normOf(vector.entries);
          const there = multiply(scaled, {
            ...vector,
            entries: vector.entries.map((x) => x / length),
          });
          stretch = normOf(there.entries);
          expect(stretch).toBeLessThan(1 + 1e-12);
          vector = multiply(unit, there);
        }
        expect(stretch).toBeGreaterThan(0.99);
      }),
      { numRuns: 50 },
    );
  });

  it('are 1 throughout for a mirror of 128 units', () => {
    for (const value of of(mirror(128, 3))) expect(value).toBeCloseTo(1, 12);
  });
});
