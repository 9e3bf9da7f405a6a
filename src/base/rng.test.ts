// The generator gives its published numbers, the same ones for ever, of the distributions it promises.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream, xoshiro128 } from './rng.ts';

describe('xoshiro128', () => {
  it('gives the numbers of the authors’ C program', () => {
    const next = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });
});

describe('randomStream', () => {
  it('never changes: saved links and files depend on these very bits', () => {
    const random = randomStream(7, 'W_hh');
    expect([random.uniform(), random.uniform(), random.normal(), random.normal()]).toEqual([
      0.853998039910927, 0.5882376732293277, 0.4821243940294591, 0.29513299994455655,
    ]);
    const largest = randomStream(Number.MAX_SAFE_INTEGER, 'b');
    expect(largest.uniform()).toBe(0.41873518613762284);
  });

  it('gives uniform numbers in [0, 1), the same for the same seed and name', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.string(), (seed, name) => {
        const [one, two] = [randomStream(seed, name), randomStream(seed, name)];
        for (let i = 0; i < 20; i++) {
          const value = one.uniform();
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThan(1);
          expect(two.uniform()).toBe(value);
        }
      }),
    );
  });

  it('differs by every digit of the seed and every letter of the name', () => {
    const starts = [
      randomStream(1, 'W_hh'),
      randomStream(2, 'W_hh'),
      randomStream(1 + 2 ** 32, 'W_hh'),
      randomStream(1, 'W_xh'),
      randomStream(1, 'W_h'),
    ].map((random) => random.uniform());
    expect(new Set(starts).size).toBe(starts.length);
  });

  it('has the moments of its distributions', () => {
    const count = 40_000;
    const random = randomStream(3, 'moments');
    const mean = (draw: () => number, power: number): number => {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += draw() ** power;
      return sum / count;
    };
    // Within five standard errors.
    expect(Math.abs(mean(random.uniform, 1) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(mean(random.normal, 1))).toBeLessThan(5 / Math.sqrt(count));
    expect(Math.abs(mean(random.normal, 2) - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
    expect(Math.abs(mean(random.normal, 4) - 3)).toBeLessThan(5 * Math.sqrt(96 / count));
  });

  it('draws neighbouring numbers without correlation', () => {
    const count = 40_000;
    for (const draw of [randomStream(5, 'a').normal, randomStream(6, 'a').normal]) {
      let before = draw();
      let sum = 0;
      for (let i = 0; i < count; i++) {
        const value = draw();
        sum += before * value;
        before = value;
      }
      expect(Math.abs(sum / count)).toBeLessThan(5 / Math.sqrt(count));
    }
  });
});
