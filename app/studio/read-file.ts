// The experiment in a file that the user chose.

import { failure, type Result } from '#base/result.ts';
import { decodeText } from '#config/decode-text.ts';
import type { Experiment } from '#config/experiment.ts';
import { limits } from '#config/limits.ts';
import { readExperiment } from '#config/parse-experiment.ts';

/** The size is looked at before the content is read. */
export async function readFile(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
): Promise<Result<Experiment>> {
  // At most 3 bytes of UTF-8 a character of the text.
  if (file.size > 3 * limits.textLength) {
    return failure('text-too-long', '', { max: String(limits.textLength) });
  }
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return failure('unreadable', '', { name: file.name });
  }
  const text = decodeText(bytes, (all) => new TextDecoder('utf-8', { fatal: true }).decode(all));
  return text.ok ? readExperiment(text.value) : text;
}
