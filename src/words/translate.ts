// The one door to every text a person reads: a message id and its values become a sentence of a language.

import { setupI18n } from '@lingui/core';
import type { CompiledMessage } from '@lingui/message-utils/compileMessage';
import { isolated } from '#base/legible.ts';
import { catalogues, type MessageId, messagesOf } from './messages.ts';

/** What a message's placeholders stand for. Numbers come in already formatted, as text; counts as numbers. */
export type MessageValues = Readonly<Record<string, string | number>>;
export type Translate = (id: MessageId, values?: MessageValues) => string;

const fallback = 'en';

/** The catalogue's tag that serves a wanted one best: `de-AT` → `de`, unknown → `en`. */
export function languageOf(wanted: string): string {
  const parts = wanted.toLowerCase().split('-');
  for (let length = parts.length; length > 0; length--) {
    const tag = parts.slice(0, length).join('-');
    if (tag in catalogues) return tag;
  }
  return fallback;
}

/** Whether there is a catalogue in the wanted language, of whatever region. */
export function isServed(wanted: string): boolean {
  return languageOf(wanted).split('-')[0] === wanted.toLowerCase().split('-')[0];
}

/**
 * A translator for the wanted BCP 47 tag. A build has read the messages already, into data and not into code, so it
 * runs under a content policy without `unsafe-eval`; elsewhere `compile` reads ICU MessageFormat at each message's
 * first use. A message that has not been fetched is told by its id.
 */
export function createTranslate(
  wanted: string,
  compile: (text: string) => CompiledMessage = (text) => [text],
): Translate {
  const locale = languageOf(wanted);
  const messages = messagesOf(locale);
  const i18n = setupI18n({ locale, messages: { [locale]: {} } });
  /** What every message used so far says whatever its values are; null where it depends on them. */
  const texts = new Map<MessageId, string | null>();
  const textOf = (id: MessageId): string | null => {
    const known = texts.get(id);
    if (known !== undefined) return known;
    const message = messages[id];
    if (message === undefined) return id;
    const compiled = typeof message === 'string' ? compile(message) : message;
    i18n.load(locale, { [id]: compiled });
    const text = compiled.every((part) => typeof part === 'string') ? compiled.join('') : null;
    texts.set(id, text);
    return text;
  };
  return (id, values = {}) => textOf(id) ?? i18n._(id, quotable(values));
}

/** A value may be a word of the user's: it must not turn around the sentence that it stands in. */
function quotable(values: MessageValues): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolated(value) : value,
    ]),
  );
}
