// The translator of a program that no build has prepared the messages for: they are read when they are first said.

import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { createTranslate, type Translate } from './translate.ts';

/** As createTranslate. A mistake in a message throws. */
export function createTranslateInNode(wanted: string): Translate {
  return createTranslate(wanted, compileMessageOrThrow);
}
