// The bytes of a file as text: UTF-8, and another encoding told by its name.

import { failure, type Result, success } from '#base/result.ts';

/** Throws where the bytes are not UTF-8; a byte order mark is taken off. */
export type DecodeUtf8 = (bytes: Uint8Array) => string;

/** Decoding is the platform's: in a pure folder it comes in as an argument. */
export function decodeText(bytes: Uint8Array, decodeUtf8: DecodeUtf8): Result<string> {
  if (isUtf16(bytes)) return failure('encoding', '', { encoding: 'utf16' });
  try {
    return success(decodeUtf8(bytes));
  } catch {
    return failure('encoding', '', { encoding: 'other' });
  }
}

/** A byte order mark of UTF-16, or, as JSON begins with an ASCII character, one zero byte among the first two. */
function isUtf16([first, second]: Uint8Array): boolean {
  if (first === undefined || second === undefined) return false;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (first === 0) !== (second === 0);
}
