// Numbers as the screen shows them: what is zero, what is nearly zero, what is too long.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatCell, formatExact, formatNumber } from './format.ts';

it('keeps 0 for the exact zero', () => {
  expect([0, -0].map((value) => formatCell(value))).toEqual(['0', '0']);
  expect([0.001, -0.001, -1e-300].map((value) => formatCell(value))).toEqual([
    '.00',
    '−.00',
    '−.00',
  ]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(formatCell(value) === '0').toBe(value === 0);
      expect(formatNumber(value) === '0').toBe(value === 0);
    }),
  );
});

it('writes a cell short, with a true minus sign', () => {
  const values = [0.706, -0.04, 1.236, -12.34, 123.4, -1234.5, 1e7];
  expect(values.map((value) => formatCell(value))).toEqual([
    '.71',
    '−.04',
    '1.24',
    '−12.3',
    '123',
    '−1235',
    '1.0e7',
  ]);
});

it('gives every digit on demand', () => {
  expect(formatExact(-0.1)).toBe('−0.1');
  expect(formatNumber(-0.12345)).toBe('−0.123');
});
