// The norm keeps its digits from the smallest to the largest float64.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normOf } from './norm.ts';

test('grows with its vector, whatever its size', () => {
  const entries = fc.array(fc.integer({ min: -99, max: 99 }), { maxLength: 6 });
  fc.assert(
    fc.property(entries, fc.integer({ min: -300, max: 300 }), (vector, power) => {
      const scale = 2 ** power * (power < 0 ? 1e-200 : 1e200);
      const wanted = Math.hypot(...vector) * scale;
      expect(Math.abs(normOf(vector.map((v) => v * scale)) - wanted)).toBeLessThanOrEqual(
        wanted * 1e-14,
      );
    }),
  );
});

test('of nothing, of infinity, beyond the range', () => {
  expect(normOf([])).toBe(0);
  expect(normOf([0, -0])).toBe(0);
  expect(normOf([1, -Infinity])).toBe(Infinity);
  expect(normOf([1.7e308, 1.7e308])).toBe(Infinity);
});
