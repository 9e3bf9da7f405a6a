// A narrow cell holds three significant digits of any number.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellNumber } from './cell-number.ts';

test.each([
  [0, '0', ''],
  [0.123, '.123', ''],
  [-1.23456, '−1.23', ''],
  [12.34, '12.3', ''],
  [999.4, '999', ''],
  [999.6, '1.00', 'e3'],
  [0.09996, '.100', ''],
  [-0.0123, '−1.23', 'e−2'],
  [4.5e-12, '4.50', 'e−12'],
])('%d', (value, digits, power) => {
  expect(cellNumber(value)).toEqual({ digits, power });
});

test('is within half of the last digit, in five signs', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
      fc.pre(value === 0 || Math.abs(value) > 1e-300);
      const { digits, power } = cellNumber(value);
      const read = Number(`${digits}${power}`.replaceAll('−', '-'));
      expect(Math.abs(read - value)).toBeLessThanOrEqual(0.00501 * Math.abs(value));
      expect(digits.length).toBeLessThanOrEqual(5);
    }),
  );
});
