// A text is refused where it stops being JSON, and at the first value that the format has no place for.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anything } from './outline.ts';
import { scanDocument } from './scan-document.ts';

function jsonMistake(text: string): unknown {
  const { fault } = scanDocument(text, anything, []);
  expect(fault?.code).toBe('json');
  return fault?.values;
}

describe('where a text stops being JSON', () => {
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

  it('lets in what JSON.parse lets in, and nothing else', () => {
    const piece = fc.oneof(
      fc.json({ maxDepth: 2 }),
      fc.constantFrom(...'{}[],:"-+.eE0123 \\u'.split(''), 'true', 'nul', '\\n', '\n', '\u0085'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        expect(scanDocument(text, anything, []).fault === null).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
