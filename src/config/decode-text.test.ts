// A file in another encoding is told as that, not as broken JSON or as words with strange letters.

import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const decode = (bytes: Iterable<number>) =>
  decodeText(Uint8Array.from(bytes), (all) =>
    new TextDecoder('utf-8', { fatal: true }).decode(all),
  );
const text = '{"title": "Möwe"}';
const codes = Array.from(text, (letter) => letter.charCodeAt(0));
const little = codes.flatMap((code) => [code & 255, code >> 8]);
const big = codes.flatMap((code) => [code >> 8, code & 255]);
const refused = (encoding: string) => ({
  ok: false,
  fault: { code: 'encoding', values: { encoding } },
});

test('UTF-8, with a byte order mark or without', () => {
  const bytes = new TextEncoder().encode(text);
  expect(decode(bytes)).toEqual({ ok: true, value: text });
  expect(decode([0xef, 0xbb, 0xbf, ...bytes])).toEqual({ ok: true, value: text });
  expect(decode([])).toEqual({ ok: true, value: '' });
});

test('UTF-16, of either order, with a byte order mark or without', () => {
  for (const bytes of [little, big, [0xff, 0xfe, ...little], [0xfe, 0xff, ...big]]) {
    expect(decode(bytes)).toMatchObject(refused('utf16'));
  }
});

test('Latin-1', () => {
  expect(decode(codes)).toMatchObject(refused('other'));
});
