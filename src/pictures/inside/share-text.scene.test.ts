// Shares as they are read: right to their one decimal, and together the whole.

import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { shareText } from './share-text.scene.ts';

test.each([
  [0.7204, '72.0\u00a0%'],
  [0.8596, '86.0\u00a0%'],
  [0.8649, '86.5\u00a0%'],
  [-0.005, '\u22120.5\u00a0%'],
  [0.0001, '0.0\u00a0%'],
  [-0.0001, '\u22120.0\u00a0%'],
  [0, '0\u00a0%'],
  [1, '100.0\u00a0%'],
  [12.3456, '1234.6\u00a0%'],
])('%s', (share, text) => {
  expect(shareText(share)).toBe(text);
});

const reads = (share: number): number =>
  Number(shareText(share).replace('\u2212', '-').replace('\u00a0%', ''));

it('is the share to half a tenth, so that all shares of a whole read as 100 % to half a tenth each', () => {
  const some = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(some, (parts) => {
      for (const part of parts) expect(Math.abs(reads(part) - 100 * part)).toBeLessThan(0.0501);
      const shares = [...parts, 1 - parts.reduce((sum, part) => sum + part, 0)];
      const total = shares.reduce((sum, share) => sum + reads(share), 0);
      expect(Math.abs(total - 100)).toBeLessThan(0.0501 * shares.length);
    }),
  );
});
