// Packing: read back as written, short, safe in an address, and never more than it may be.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '#config/address.ts';
import { pack, unpack } from './packing.ts';

test('any text is read back as written, from letters that an address can hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const word = await pack(text);
      expect(word).toMatch(/^[\w-]*$/);
      expect(await unpack(word)).toBe(text);
    }),
    { numRuns: 50 },
  );
});

test('what other tools deflate and code opens too: with a zlib header, and padded', async () => {
  const text = 'cat mat rat';
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const padded = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  expect(padded).toMatch(/=$/);
  expect(await unpack(padded)).toBe(text);
  expect(await unpack(padded.replace(/=+$/, ''))).toBe(text);
  expect(parseAddress(`#x=${padded}`)).toMatchObject({ state: { packed: padded }, faults: [] });
});

test('garbage is told from a text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (word) => {
      const text = await unpack(word);
      expect(text === null || typeof text === 'string').toBe(true);
    }),
    { numRuns: 50 },
  );
  expect(await unpack('!!!')).toBeNull();
  expect(await unpack('AAAA')).toBeNull();
  expect(await unpack((await pack('a long enough text')).slice(0, -4))).toBeNull();
});

test('a small word that would unpack to more than 2 MB is refused, one of just 2 MB is not', async () => {
  const atLimit = 'x'.repeat(2_000_000);
  expect(await unpack(await pack(atLimit))).toBe(atLimit);
  const bomb = await pack(`${atLimit}x`);
  expect(bomb.length).toBeLessThan(10_000);
  expect(await unpack(bomb)).toBeNull();
});
