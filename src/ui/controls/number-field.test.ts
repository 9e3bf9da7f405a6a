// What is typed is taken as a number only where it is one, and arrow keys stay exact and within the bounds.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '#words/translate.ts';
import { fieldText, nudged, parseNumber, wantedOf } from './NumberField.tsx';

describe('parseNumber', () => {
  it('reads what String writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(String(value), {})).toBe(Number(String(value)));
      }),
    );
  });

  it.each(['', '-', '.', '1e', '0x10', 'NaN', 'Infinity', '1e999', '1 2', '1.2.3'])(
    'refuses %j',
    (text) => expect(parseNumber(text, {})).toBeNull(),
  );

  it('knows the true minus sign and the decimal comma', () => {
    expect(parseNumber('\u22120,5', {})).toBe(-0.5);
  });

  it('holds the bounds', () => {
    expect(parseNumber('9', { min: 1, max: 8 })).toBeNull();
    expect(parseNumber('2.5', { min: 1, max: 8, integer: true })).toBeNull();
    expect(parseNumber('8', { min: 1, max: 8, integer: true })).toBe(8);
  });
});

describe('wantedOf', () => {
  const t = createTranslate('en');

  it.each([
    [{ min: 1, max: 12, integer: true }, 'a whole number from 1 to 12'],
    [{ min: 0, max: Number.MAX_SAFE_INTEGER, integer: true }, 'a whole number from 0'],
    [{ min: 0, max: 1 }, 'from 0 to 1'],
    [{ min: 0 }, 'a number from 0'],
    [{ min: 0, below: 1 }, 'a number from 0, below 1'],
    [{}, 'a number, such as 0.25'],
  ])('says what %j takes', (bounds, wanted) => expect(t(...wantedOf(bounds))).toBe(wanted));
});

describe('a bound that is not allowed', () => {
  it('is no number to type, nor to step to', () => {
    expect(parseNumber('1', { min: 0, below: 1 })).toBe(null);
    expect(parseNumber('0.9999', { min: 0, below: 1 })).toBe(0.9999);
    expect(nudged(0.9, 0.1, { min: 0, below: 1 })).toBe(0.9);
    expect(nudged(0.8, 0.1, { min: 0, below: 1 })).toBe(0.9);
  });
});

describe('nudged', () => {
  it('adds decimals without dust', () => {
    expect(nudged(0.1, 0.2, {})).toBe(0.3);
    expect(nudged(-0.02, 0.01, {})).toBe(-0.01);
  });

  it('goes from a drawn number to the next multiple, and on by multiples', () => {
    expect(nudged(0.6207164168357849, 0.01, {})).toBe(0.63);
    expect(nudged(0.6207164168357849, -0.01, {})).toBe(0.62);
    expect(nudged(0.6207164168357849, 0.1, {})).toBe(0.7);
    expect(nudged(-0.9412345678901234, 0.01, {})).toBe(-0.94);
    expect(nudged(-0.9412345678901234, -0.01, {})).toBe(-0.95);
    expect(nudged(1e-20, 0.01, {})).toBe(0.01);
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.constantFrom(0.01, -0.01, 0.1, -0.1),
        fc.integer({ min: 1, max: 20 }),
        (start, by, presses) => {
          let value = start;
          for (let i = 0; i < presses; i++) {
            const next = nudged(value, by, {});
            expect(Math.sign(next - value)).toBe(Math.sign(by));
            expect(Math.abs(next - value)).toBeLessThanOrEqual(Math.abs(by) * (1 + 1e-9));
            value = next;
          }
          expect(fieldText(value)).toBe(String(value));
        },
      ),
    );
  });

  it('keeps every digit of a number that was written', () => {
    expect(nudged(0.123456, 0.1, {})).toBe(0.223456);
    expect(nudged(1234567.891234, -0.01, {})).toBe(1234567.881234);
    fc.assert(
      fc.property(fc.integer(), fc.nat(6), fc.constantFrom(0.1, -0.01, 1), (digits, places, by) => {
        const value = Number(`${digits}e-${places}`);
        const next = nudged(value, by, {});
        // Where the two nearly cancel, their own rounding is what is left.
        const roundOff = 2 ** -52 * (Math.abs(value) + Math.abs(by));
        expect(Math.abs(next - (value + by))).toBeLessThanOrEqual(roundOff);
        expect(nudged(next, -by, {})).toBe(value);
      }),
    );
  });

  it('never leaves the bounds', () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), fc.boolean(), (value, up) => {
        const next = nudged(value, up ? 10 : -10, { min: -1, max: 1 });
        expect(Math.abs(next)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
