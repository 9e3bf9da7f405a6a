// Shortened words: whole where they fit, never cut inside a character.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortened } from './shortened.ts';

describe('shortened', () => {
  it.each([
    ['cat', 60, 'cat'],
    ['constructor', 80, 'const…'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 70, '👩‍👩‍👧‍👦👩‍👩‍👧‍👦…'],
    ['漢字漢字漢字', 70, '漢字…'],
    ['word', 0, 'w…'],
    ['w', 0, 'w'],
    ['', 0, ''],
  ])('%j in %i px: %j', (text, room, shown) => {
    expect(shortened(text, room, 16)).toBe(shown);
  });

  it('keeps a beginning of whole characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(200), (text, room) => {
        const shown = shortened(text, room, 16);
        // Throws for half of a surrogate pair.
        expect(() => encodeURIComponent(shown)).not.toThrow();
        const [kept = ''] = shown === text ? [text] : shown.split(/…$/);
        expect(text.startsWith(kept)).toBe(true);
      }),
    );
  });
});
