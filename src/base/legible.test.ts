// No text of the user's turns the sentence around that quotes it.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isolated, legible } from './legible.ts';

const control = fc.constantFrom(
  ...'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069',
);
const text = fc
  .array(fc.oneof(control, fc.constantFrom('a', 'ש', '1', ' ', '“')), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** How many isolates are open at the end; NaN where one is closed that was not opened. */
function openAtEnd(shown: string): number {
  let depth = 0;
  for (const mark of shown) {
    if (mark === '\u2068') depth += 1;
    if (mark === '\u2069') depth -= 1;
    if (depth < 0) return Number.NaN;
  }
  return depth;
}

test('controls are shown as what they are', () => {
  expect(legible('abc\u202edef')).toBe('abc⟨U+202E⟩def');
  expect(legible('a\u061c\u2069b')).toBe('a⟨U+061C⟩⟨U+2069⟩b');
  expect(legible('cat, mat')).toBe('cat, mat');
});

test('what is left is closed in itself, and nothing is lost', () => {
  fc.assert(
    fc.property(text, (written) => {
      for (const shown of [legible(written), isolated(written)]) {
        expect(shown).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]/);
        expect(openAtEnd(shown)).toBe(0);
      }
      const back = legible(written).replace(/⟨U\+(\w{4})⟩/g, (_, code) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
      expect(back).toBe(written);
    }),
  );
});

test('a word written from right to left stands apart from what is beside it', () => {
  expect(isolated('שלום')).toBe('\u2068שלום\u2069');
  expect(isolated(isolated('שלום'))).toContain('שלום');
  expect(isolated('cat')).toBe('cat');
});
