// A text as a short, URL-safe word and back: deflate and base64url.

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

/** Bare deflate (RFC 1951), or in a zlib stream (RFC 1950); null where the word is damaged, or unpacks to more than 2 MB. */
export async function unpack(word: string): Promise<string | null> {
  try {
    const binary = atob(word.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const format = isZlib(bytes) ? 'deflate' : 'deflate-raw';
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
    return await textWithin(stream.getReader(), longestUnpacked);
  } catch {
    return null;
  }
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
