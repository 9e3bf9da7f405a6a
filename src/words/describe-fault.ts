// A fault as one sentence: what was wrong, where, what is allowed, what to do.

import type { Fault } from '#base/result.ts';
import { isMessageId } from './messages.ts';
import { placeOf } from './place.ts';
import type { Translate } from './translate.ts';

/** Values that may be absent: messages select on `none` for an empty one. Of others an empty text is what was given. */
const optional: ReadonlySet<string> = new Set(['path', 'likely', 'labels', 'allowed']);

/** The sentence of a fault, and a second one where it was met beside open work; one that no message tells is named by its code. */
export function describeFault(fault: Fault, translate: Translate): string {
  const sentence = sentenceOf(fault, translate);
  return fault.workStays ? `${sentence} ${translate('fault.workStays')}` : sentence;
}

function sentenceOf({ code, path, values }: Fault, translate: Translate): string {
  const id = `fault.${code}`;
  const given = Object.entries({ ...values, path: placeOf(path, translate) }).map(
    ([name, value]) => [name, value === '' && optional.has(name) ? 'none' : value] as const,
  );
  if (isMessageId(id)) return translate(id, Object.fromEntries(given));
  return translate('fault.other', { ...Object.fromEntries(given), code });
}
