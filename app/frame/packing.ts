// A text as a short, URL-safe word and back: deflate and base64url.

import { failure, type Result, success } from '#base/result.ts';

/** A small word can unpack to any length: it stops here. */
const longestUnpacked = 2_000_000;

/** Whether this browser can pack and unpack: older ones do not know deflate, or only in zlib streams. */
export function canPack(): boolean {
  try {
    return Boolean(new CompressionStream('deflate-raw') && new DecompressionStream('deflate-raw'));
  } catch {
    return false;
  }
}

export async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * The text in a word: bare deflate (RFC 1951), or in a zlib stream (RFC 1950). Refused where the word is damaged, where
 * it unpacks to more than 2 MB, and where the browser cannot unpack.
 */
export async function unpack(word: string): Promise<Result<string>> {
  if (!canPack()) return failure('address-no-unpacking', 'x');
  try {
    const format = isZlib(bytesOf(word.slice(0, 4))) ? 'deflate' : 'deflate-raw';
    const stream = new DecompressionStream(format);
    const reader = stream.readable.getReader();
    // Where feeding breaks off, so does reading.
    feed(word, stream.writable.getWriter()).catch(() => {});
    const text = await textWithin(reader, longestUnpacked);
    if (text !== null) return success(text);
    return failure('address-too-long', 'x', { max: String(longestUnpacked) });
  } catch {
    return failure('address-packed', 'x');
  }
}

/** Letters fed at once, whole bytes: a part becomes 3 MB at most, and a stream inflates a part to its end before it stops. */
const fedAtOnce = 4096;

async function feed(
  word: string,
  writer: WritableStreamDefaultWriter<BufferSource>,
): Promise<void> {
  try {
    for (let at = 0; at < word.length; at += fedAtOnce) {
      await writer.write(bytesOf(word.slice(at, at + fedAtOnce)));
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error);
  }
}

/** Throws where a letter is not of base64url. */
function bytesOf(word: string): Uint8Array<ArrayBuffer> {
  const binary = atob(word.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** The two bytes that begin a zlib stream (RFC 1950, 2.2); bare deflate, as it is written, has no 8 in its first four bits. */
function isZlib([method = 0, flags = 0]: Uint8Array): boolean {
  return method % 16 === 8 && (256 * method + flags) % 31 === 0;
}

async function textWithin(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
): Promise<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
