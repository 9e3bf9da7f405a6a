// The place where a text stops being JSON.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonMistake } from './json-mistake.ts';

describe('jsonMistake', () => {
  it.each([
    ['', 1, 1],
    ['{', 1, 2],
    ['{"a": 1,}', 1, 9],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['[1, 2,, 3]', 1, 7],
    ['[1 2]', 1, 4],
    ['{"a" 1}', 1, 6],
    ["{'a': 1}", 1, 2],
    ['[01]', 1, 2],
    ['[NaN]', 1, 2],
    ['[1.]', 1, 2],
    ['[1}', 1, 3],
    ['{"a": [1, 2}', 1, 12],
    ['"a\nb"', 1, 1],
    ['{} {}', 1, 4],
    ['// no\n{}', 1, 1],
    ['{"a":\n\n', 3, 1],
  ])('%j: line %i, column %i', (text, line, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonMistake(text)).toEqual({ line, column });
  });

  it('does not search a very long text to its end', () => {
    expect(jsonMistake('['.repeat(1_000_002))).toEqual({ line: 0, column: 0 });
    const text = `["${'\\n'.repeat(400_000)}"`;
    expect(jsonMistake(text)).toEqual({ line: 1, column: text.length + 1 });
  });

  it('finds nothing but the end in a text that only breaks off', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (json) => {
        const text = `[${json}`;
        expect(jsonMistake(text)).toEqual({ line: 1, column: text.length + 1 });
      }),
    );
  });

  it('finds a stray mark wherever it is put between two entries', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.json({ maxDepth: 3 }), (before, after) => {
        const text = `[${before}, ; ${after}]`;
        expect(jsonMistake(text)).toEqual({ line: 1, column: before.length + 4 });
      }),
    );
  });
});
