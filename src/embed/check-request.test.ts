// The border for requests: what passes has the types it says, what does not names what may stand there.

import { expect, test } from 'vitest';
import { checkRequest } from './check-request.ts';

test.each([
  ['load', { preset: 'nlp' }],
  ['load', { experiment: {} }],
  ['getTrace', {}],
  ['getTrace', { sequence: 2, unitPaths: 'W_hh,1,3' }],
  ['getTrace', { unitPaths: { parameter: 'W_hh', row: 1, column: 3, top: 9 } }],
  ['goTo', { beat: 0 }],
  ['next', {}],
  ['set', { theme: 'dark', panels: ['formula', 'paths'] }],
  ['answer', { value: [1] }],
  ['export', { kind: 'png' }],
] as const)('%s %o passes', (type, data) => {
  expect(checkRequest(type, { unrolled: 1, id: 1, type, ...data })).toMatchObject({
    ok: true,
    value: { type, wish: data },
  });
});

test.each([
  ['load', {}],
  ['load', { preset: 'nlp', state: '#v=1' }],
  ['load', { experiment: 'text' }],
  ['getTrace', { sequence: 0 }],
  ['getTrace', { unitPaths: { row: 1 } }],
  ['goTo', { beat: 1.5 }],
  ['goTo', { beat: Number.NaN }],
  ['set', { theme: 7 }],
  ['setState', { state: null }],
  ['answer', {}],
  ['export', { kind: 'film' }],
] as const)('%s %o is refused', (type, data) => {
  expect(checkRequest(type, data)).toMatchObject({ ok: false, fault: { code: 'frame-fields' } });
});

test('settings are those of the address, all of them or none', () => {
  expect(checkRequest('set', { theme: 'dark', notation: 'nobody' })).toMatchObject({
    ok: false,
    fault: { path: 'notation' },
  });
});

test('a misspelt request is told what was probably meant; names of the language are none', () => {
  expect(checkRequest('goto', {})).toMatchObject({
    ok: false,
    fault: { values: { likely: 'goTo' } },
  });
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect(checkRequest(name, {})).toMatchObject({ ok: false, fault: { code: 'frame-request' } });
  }
});
