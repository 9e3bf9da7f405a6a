// A fault as one sentence: what was wrong, where, what is allowed, what to do.

import type { Fault } from '#base/result.ts';
import { isMessageId } from './messages.ts';
import { placeOf } from './place.ts';
import type { Translate } from './translate.ts';

/** The sentence of a fault; one that no message tells is named by its code. Messages select on `none` for an empty value. */
export function describeFault({ code, path, values }: Fault, translate: Translate): string {
  const id = `fault.${code}`;
  const given = Object.entries({ ...values, path: placeOf(path, translate) }).map(
    ([name, value]) => {
      return [name, value === '' ? 'none' : value] as const;
    },
  );
  if (isMessageId(id)) return translate(id, Object.fromEntries(given));
  return translate('fault.other', { ...Object.fromEntries(given), code });
}
