// Packing: read back as written, short, safe in an address, and never more than it may be.

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { randomStream } from '#base/rng.ts';
import { parseAddress } from '#config/address.ts';
import { pack, unpack } from './packing.ts';

test('any text is read back as written, from letters that an address can hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const word = await pack(text);
      expect(word).toMatch(/^[\w-]*$/);
      expect(await unpack(word)).toEqual({ ok: true, value: text });
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
  expect(await unpack(padded)).toEqual({ ok: true, value: text });
  expect(await unpack(padded.replace(/=+$/, ''))).toEqual({ ok: true, value: text });
  expect(parseAddress(`#x=${padded}`)).toMatchObject({ state: { packed: padded }, faults: [] });
});

const damaged = { ok: false, fault: { code: 'address-packed' } };

test('garbage is told from a text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (word) => {
      const text = await unpack(word);
      if (!text.ok) expect(text).toMatchObject(damaged);
    }),
    { numRuns: 50 },
  );
  expect(await unpack('!!!')).toMatchObject(damaged);
  expect(await unpack('AAAA')).toMatchObject(damaged);
  const word = await pack('a long enough text');
  expect(await unpack(word.slice(0, -4))).toMatchObject(damaged);
  const random = randomStream(1, 'numbers');
  const numbers = JSON.stringify(Array.from({ length: 9000 }, () => random.uniform()));
  const long = await pack(numbers);
  expect(await unpack(`${long.slice(0, 9000)}!${long.slice(9001)}`)).toMatchObject(damaged);
});

const tooLong = { ok: false, fault: { code: 'address-too-long', values: { max: '2000000' } } };

test('a small word that would unpack to more than 2 MB is refused, one of just 2 MB is not', async () => {
  const atLimit = 'x'.repeat(2_000_000);
  const word = await pack(atLimit);
  expect(await unpack(word)).toEqual({ ok: true, value: atLimit });
  const bomb = await pack(`${atLimit}x`);
  expect(bomb.length).toBeLessThan(10_000);
  expect(await unpack(bomb)).toMatchObject(tooLong);
});

test('of a bomb only the first parts are unpacked', async () => {
  let fed = 0;
  class Bomb extends TransformStream<Uint8Array, Uint8Array> {
    constructor() {
      super({
        transform(part, controller) {
          fed += part.byteLength;
          controller.enqueue(new Uint8Array(1000 * part.byteLength));
        },
      });
    }
  }
  vi.stubGlobal('DecompressionStream', Bomb);
  expect(await unpack('A'.repeat(1_000_000))).toMatchObject(tooLong);
  vi.unstubAllGlobals();
  expect(fed).toBeGreaterThan(0);
  expect(fed).toBeLessThan(20_000);
});

test('a browser that cannot unpack is told as that, not as a damaged link', async () => {
  const word = await pack('cat mat rat');
  vi.stubGlobal('DecompressionStream', undefined);
  expect(await unpack(word)).toMatchObject({ fault: { code: 'address-no-unpacking' } });
  vi.unstubAllGlobals();
});
