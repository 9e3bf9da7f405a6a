// The `?` of the address: defaults, every key, bad values, garbage.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Appearance, parseAppearance } from './appearance.ts';

const defaults: Appearance = {
  view: 'studio',
  theme: 'auto',
  lang: null,
  notation: null,
  controls: 'full',
  panels: null,
  motion: 'auto',
  predict: 'off',
  height: 'fixed',
  keys: 'focus',
  origin: null,
  deck: 'none',
  dialect: 'own',
};

test('an empty address gives the defaults', () => {
  expect(parseAppearance('')).toEqual({ appearance: defaults, faults: [] });
  expect(parseAppearance('?')).toEqual({ appearance: defaults, faults: [] });
});

test('every key is read', () => {
  const search =
    '?view=embed&theme=projector&lang=pt-br&notation=d2l&controls=step&panels=formula,paths' +
    '&motion=reduce&predict=on&height=auto&keys=off&origin=https%3A%2F%2Fexample.org%3A8080' +
    '&deck=reveal&dialect=lti';
  expect(parseAppearance(search)).toEqual({
    appearance: {
      view: 'embed',
      theme: 'projector',
      lang: 'pt-BR',
      notation: 'd2l',
      controls: 'step',
      panels: ['formula', 'paths'],
      motion: 'reduce',
      predict: 'on',
      height: 'auto',
      keys: 'off',
      origin: 'https://example.org:8080',
      deck: 'reveal',
      dialect: 'lti',
    },
    faults: [],
  });
});

test('a bad value falls back to its default, names itself, and leaves the others alone', () => {
  const { appearance, faults } = parseAppearance('?theme=pink&motion=reduce');
  expect(appearance).toEqual({ ...defaults, motion: 'reduce' });
  expect(faults).toEqual([
    {
      code: 'address-value',
      path: 'theme',
      values: { actual: 'pink', allowed: 'auto, light, dark, projector' },
    },
  ]);
});

test.each([
  ['lang', 'not a tag'],
  ['notation', 'unheard-of'],
  ['panels', 'formula,<b>'],
  ['origin', 'https://example.org/path'],
  ['origin', '*'],
  ['origin', 'javascript:alert(1)'],
])('%s=%s is refused', (key, value) => {
  const { appearance, faults } = parseAppearance(`?${key}=${encodeURIComponent(value)}`);
  expect(appearance).toEqual(defaults);
  expect(faults.map((fault) => fault.path)).toEqual([key]);
});

test('unknown keys are ignored', () => {
  expect(parseAppearance('?utm_source=x&__proto__=y')).toEqual({
    appearance: defaults,
    faults: [],
  });
});

test('any text gives a whole appearance', () => {
  const text = fc.oneof(
    fc.string(),
    fc.tuple(fc.constantFrom(...Object.keys(defaults)), fc.string()).map(([k, v]) => `${k}=${v}`),
  );
  fc.assert(
    fc.property(fc.array(text), (parts) => {
      const { appearance } = parseAppearance(`?${parts.join('&')}`);
      expect(Object.keys(appearance)).toEqual(Object.keys(defaults));
    }),
  );
});
