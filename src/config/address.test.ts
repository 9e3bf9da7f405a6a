// The `#` of the address: read back as written, old and new versions, garbage.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AddressState, emptyAddress, parseAddress, writeAddress } from './address.ts';
import { limits } from './limits.ts';

const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value);
const name = fc.stringMatching(/^[a-z0-9-]{1,20}$/);

const states: fc.Arbitrary<AddressState> = fc.record({
  lesson: orNull(name),
  preset: orNull(name),
  seed: orNull(fc.integer({ min: 0, max: limits.seed })),
  sequence: orNull(fc.integer({ min: 1, max: limits.sequences })),
  beat: orNull(fc.nat()),
  select: orNull(
    fc.constantFrom(
      'h@2',
      'h@2[3]',
      'dL/dW_hh@2[1,3]',
      'dh@3/dh@2',
      "W_hh'",
      'path:3>1',
      'carried:c@1',
      'own:loss@2[1]',
      'dL/dθ_1@2',
      'chain:1:σ_h/1,Ω/2',
    ),
  ),
  depth: orNull(name),
  lens: orNull(name),
  packed: orNull(fc.stringMatching(/^[\w-]{1,200}$/)),
});

test('what is written is read back, without a fault', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(parseAddress(`#${writeAddress(state)}`)).toEqual({ state, faults: [] });
    }),
  );
});

test('nothing to say is an empty text, and an empty text says nothing', () => {
  expect(writeAddress(emptyAddress)).toBe('');
  expect(parseAddress('')).toEqual({ state: emptyAddress, faults: [] });
});

test('reads as it is shown: beats from 1, ids as on the page', () => {
  expect(writeAddress({ ...emptyAddress, preset: 'sentiment', beat: 8, select: 'h@2' })).toBe(
    'v=1&preset=sentiment&beat=8&select=h@2',
  );
});

test('an address without a version is of the first', () => {
  expect(parseAddress('#preset=nlp').state.preset).toBe('nlp');
});

test('a newer version is not guessed at', () => {
  const { state, faults } = parseAddress('#v=2&preset=nlp');
  expect(state).toEqual(emptyAddress);
  expect(faults).toEqual([{ code: 'address-version', path: 'v', values: { actual: 2, known: 1 } }]);
});

test.each([
  ['beat', '-1'],
  ['beat', '1e3'],
  ['beat', ''],
  ['sequence', '0'],
  ['sequence', '1.5'],
  ['seed', '99999999999999999999'],
  ['preset', '../x'],
  ['select', '<script>'],
  ['select', 'h'.repeat(100)],
  ['x', 'a b'],
])('%s=%s counts as not there, and is named', (key, value) => {
  const { state, faults } = parseAddress(`#v=1&${key}=${encodeURIComponent(value)}`);
  expect(state).toEqual(emptyAddress);
  const code = value === '' ? 'address-empty' : 'address-value';
  expect(faults).toMatchObject([{ code, path: key }]);
});

test('of a key that stands twice the first value counts, and it is named; one that is not known is ignored', () => {
  const { state, faults } = parseAddress('#preset=nlp&preset=tutorial&preset=&cat=1&cat=2');
  expect(state.preset).toBe('nlp');
  expect(faults).toEqual([{ code: 'address-repeated', path: 'preset', values: { actual: 'nlp' } }]);
});

test('any text can be read', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Object.keys(parseAddress(text).state)).toEqual(Object.keys(emptyAddress));
    }),
  );
});
