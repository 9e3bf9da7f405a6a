// Content is compared all the way down, and what cannot be looked into goes by identity.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameContent } from './same-content.ts';

describe('sameContent', () => {
  it('agrees with a deep comparison of everything that JSON can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameContent(a, structuredClone(a))).toBe(true);
        expect(sameContent(a, b)).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
  });

  it('sees one changed entry of a typed array', () => {
    expect(sameContent({ v: Float64Array.of(1, 2) }, { v: Float64Array.of(1, 2) })).toBe(true);
    expect(sameContent({ v: Float64Array.of(1, 2) }, { v: Float64Array.of(1, 3) })).toBe(false);
  });

  it('tells an absent key from an undefined one, and a list from an object', () => {
    expect(sameContent({ a: undefined }, { b: undefined })).toBe(false);
    expect(sameContent([], {})).toBe(false);
  });

  it('takes functions, maps and sets by identity', () => {
    const set = new Set([1]);
    expect(sameContent({ set }, { set })).toBe(true);
    expect(sameContent({ set }, { set: new Set([1]) })).toBe(false);
    expect(sameContent({ f: () => 1 }, { f: () => 1 })).toBe(false);
  });
});

/** With the keys of every object in order; −0 kept apart from 0, as Object.is does. */
function sorted(value: unknown): unknown {
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, entry]) => [key, sorted(entry)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .concat([['{}', null]]);
}
