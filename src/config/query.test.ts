// key=value text: read back as written, whatever is in it; garbage does no harm.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery, writeQuery } from './query.ts';

const keys = fc.string({ minLength: 1, unit: 'binary' });

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.dictionary(keys, fc.string({ unit: 'binary' })), (pairs) => {
      expect(Object.fromEntries(parseQuery(writeQuery(Object.entries(pairs))).values)).toEqual(
        Object.fromEntries(Object.entries(pairs)),
      );
    }),
  );
});

test('any text can be read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect([...parseQuery(text).values.keys()].every((key) => key !== '')).toBe(true);
    }),
  );
});

test('the first of two values counts, and a broken escape stays as it is', () => {
  const { values, repeated } = parseQuery('?a=1&a=2&b&=3&c=%E0%A4%A&d=x+y&=4&a');
  expect([...repeated]).toEqual(['a']);
  expect([...values]).toEqual([
    ['a', '1'],
    ['b', ''],
    ['c', '%E0%A4%A'],
    ['d', 'x y'],
  ]);
});

test('ids of quantities stay readable', () => {
  expect(writeQuery([['select', 'h@2']])).toBe('select=h@2');
});
