import { expect, test, vi } from 'vitest';
import { oncePer, tablePer } from './memo.ts';

test('a value is made once for each object, whatever it is', () => {
  const make = vi.fn((key: { readonly of: number | undefined }) => key.of);
  const valueAt = oncePer(make);
  const [a, b] = [{ of: 0 }, { of: undefined }];
  expect([valueAt(a), valueAt(b), valueAt(a), valueAt(b)]).toEqual([0, undefined, 0, undefined]);
  expect(make).toHaveBeenCalledTimes(2);
});

test('a table has its values by name, each object its own', () => {
  const valueAt = tablePer<object, object>();
  const [a, b] = [{}, {}];
  const first = valueAt(a, 'x', () => ({}));
  expect(valueAt(a, 'x', () => ({}))).toBe(first);
  expect(valueAt(a, 'y', () => ({}))).not.toBe(first);
  expect(valueAt(b, 'x', () => ({}))).not.toBe(first);
});
