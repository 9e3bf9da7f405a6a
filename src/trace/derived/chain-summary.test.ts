// The sums of a list of chains: signs that cancel are told from signs that agree.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainSummary, shareOfGradient } from './chain-summary.ts';

test('signs that cancel', () => {
  const summary = chainSummary([3, -1, -1], 4);
  expect(summary).toMatchObject({ sum: 1, adding: 3, taking: -2, cancelling: 5, share: 0.25 });
  expect(summary.largest).toBe(3);
});

test('no sum and no gradient have no share', () => {
  expect(chainSummary([1, -1], 2)).toMatchObject({ sum: 0, cancelling: null, share: 0 });
  expect(chainSummary([], 0)).toMatchObject({ sum: 0, cancelling: null, share: null, largest: 0 });
  expect(shareOfGradient(1, 0)).toBeNull();
});

test('sizes are never less than the sum, and equal to it where all pull the same way', () => {
  const list = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(list, (values) => {
      const { sum, adding, taking, cancelling } = chainSummary(values, 1);
      expect(sum).toBeCloseTo(
        values.reduce((a, b) => a + b, 0),
        9,
      );
      if (cancelling !== null) expect(cancelling).toBeGreaterThanOrEqual(1 - 1e-12);
      if (cancelling !== null && (adding === 0 || taking === 0))
        expect(cancelling).toBeCloseTo(1, 12);
    }),
  );
});
