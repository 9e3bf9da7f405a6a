// Numbers as the screen shows them: what is zero, what is nearly zero, what is too long.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  emsOf,
  formatBase,
  formatCell,
  formatExact,
  formatNumber,
  formatPair,
  formatPower,
  formatWithin,
} from './format.ts';

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

it('never cuts a number into a false one, whatever its size and the room', () => {
  const magnitudes = fc
    .tuple(fc.double({ min: -12, max: 12, noNaN: true }), fc.constantFrom(1, -1))
    .map(([power, sign]) => sign * 10 ** power);
  fc.assert(
    fc.property(magnitudes, fc.double({ min: 0, max: 5, noNaN: true }), (value, ems) => {
      const text = formatWithin(value, ems);
      expect(emsOf(text)).toBeLessThanOrEqual(ems);
      if (text === '') return;
      const [, decimals = '', power = '0'] = /^\u2212?\d*(?:\.(\d+))?(?:e(.+))?$/.exec(text) ?? [];
      const unit = 10 ** (Number(power.replace('\u2212', '-')) - decimals.length);
      const shown = Number(text.replaceAll('\u2212', '-'));
      expect(Math.abs(shown - value)).toBeLessThanOrEqual(unit * 0.5000001);
    }),
  );
  expect([2.7, 2.3, 1.9].map((ems) => formatWithin(-13.31, ems))).toEqual(['−13', '−13', '−13']);
  expect([2.9, 2.3, 1.3].map((ems) => formatWithin(-4.62, ems))).toEqual(['−4.62', '−4.6', '−5']);
  expect(formatWithin(-4.62, 1)).toBe('');
  expect(formatWithin(0.04, 1)).toBe('');
});

it('tells a number from the one it becomes', () => {
  expect(formatPair(0.41234, 0.41236)).toEqual(['0.41234', '0.41236']);
  expect(formatPair(-0.943, -0.95)).toEqual(['−0.943', '−0.950']);
  expect(formatPair(1, 1)).toEqual(['1.00', '1.00']);
  fc.assert(
    fc.property(
      fc.double({ min: -9, max: 9, noNaN: true }),
      fc.double({ min: -9, max: 9, noNaN: true }),
      (before, after) => {
        const [a, b] = formatPair(before, after);
        expect(a === b).toBe(before === after);
      },
    ),
  );
});

it('writes powers of ten as the numbers they are, and beyond them', () => {
  expect(formatPower(Math.log10(0.0021))).toBe(formatNumber(0.0021));
  expect(formatPower(0)).toBe('1.00');
  expect(formatPower(Number.NEGATIVE_INFINITY)).toBe('0');
  expect(formatPower(-800 + Math.log10(2.5))).toBe('2.50e−800');
  expect(formatPower(400.999999)).toBe('1.00e401');
  fc.assert(
    fc.property(fc.double({ min: 1e-290, max: 1e290, noNaN: true }), (value) => {
      expect(Number(formatPower(Math.log10(value)).replace('−', '-')) / value).toBeCloseTo(1, 1);
    }),
  );
});

it('writes a base so that its power can be checked by hand', () => {
  expect(formatBase(0.8437, 9)).toBe('0.844');
  expect(formatBase(1.00399, 951)).toBe('1.0040');
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 3, noNaN: true }), fc.nat(2000), (value, power) => {
      const shown = Number(formatBase(value, power));
      expect(Math.abs(power * Math.log(shown / value))).toBeLessThanOrEqual(0.06);
    }),
  );
});
