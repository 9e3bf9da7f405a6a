// Any id survives the way through TeX and back.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeId, encodeId } from './encode-id.ts';

it('decodes what it encoded, in digits that TeX takes', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (id) => {
      expect(encodeId(id)).toMatch(/^[0-9a-f]+$/);
      expect(decodeId(encodeId(id))).toBe(id);
    }),
  );
});

it.each(['', 'xyz', '00', 'h@2'])('refuses %j', (text) => {
  expect(decodeId(text)).toBeNull();
});
