// Counts of chains, from one to more than there are atoms.

import { expect, test } from 'vitest';
import { countText } from './count-text.ts';

test.each([
  [0, '0', null],
  [39, '39', null],
  [1234567, '1,234,567', null],
  [3n ** 30n, '2.06 · 10¹⁴', '205,891,132,094,649'],
  [10n ** 40n, '1.00 · 10⁴⁰', String(10n ** 40n).replace(/\B(?=(\d{3})+$)/g, ',')],
])('%s', (count, text, exact) => {
  expect(countText(count)).toEqual({ text, exact });
});
