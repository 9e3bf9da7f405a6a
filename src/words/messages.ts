// The messages of each language: those of the first screen from the start, the others fetched with the views that say them.

import type { CompiledMessage } from '@lingui/message-utils/compileMessage';
import first from './catalogue/en/first.json' with { type: 'json' };

/** What is fetched when it is first wanted, by the views that speak of it. */
export const messageParts = [
  'beats',
  'depths',
  'dialogs',
  'lenses',
  'notices',
  'selected',
] as const;
export type MessagePart = (typeof messageParts)[number];

const later = {
  beats: () => import('./catalogue/en/beats.json', { with: { type: 'json' } }),
  depths: () => import('./catalogue/en/depths.json', { with: { type: 'json' } }),
  dialogs: () => import('./catalogue/en/dialogs.json', { with: { type: 'json' } }),
  lenses: () => import('./catalogue/en/lenses.json', { with: { type: 'json' } }),
  notices: () => import('./catalogue/en/notices.json', { with: { type: 'json' } }),
  selected: () => import('./catalogue/en/selected.json', { with: { type: 'json' } }),
} as const satisfies Readonly<Record<MessagePart, () => Promise<unknown>>>;

type First = typeof first;
type Later<P extends MessagePart> = Awaited<ReturnType<(typeof later)[P]>>['default'];

/** The ids of the English catalogue; every other catalogue has the same. */
export type MessageId = keyof First | { [P in MessagePart]: keyof Later<P> }[MessagePart];
/** ICU MessageFormat: as text in the files, as data in a build (vite.config.ts). */
export type Message = string | CompiledMessage;

interface Catalogue {
  readonly first: Readonly<Record<keyof First, Message>>;
  readonly later: {
    readonly [P in MessagePart]: () => Promise<{
      readonly default: Readonly<Record<keyof Later<P>, Message>>;
    }>;
  };
}

/** Languages there are, by BCP 47 tag. To add one: a folder beside en/, and a line here. */
export const catalogues: Readonly<Record<string, Catalogue>> = { en: { first, later } };

/** What is there of the languages in use. */
const spoken = new Map<string, Partial<Record<MessageId, Message>>>();

/** The messages of a language that are there by now; none of one that has no catalogue. */
export function messagesOf(language: string): Readonly<Partial<Record<MessageId, Message>>> {
  const known = spoken.get(language) ?? { ...catalogues[language]?.first };
  spoken.set(language, known);
  return known;
}

/** Fetches a part of the catalogue in the languages in use. Rejects where the network does. */
export async function fetchMessages(part: MessagePart): Promise<void> {
  await Promise.all(
    [...spoken].map(async ([language, messages]) => {
      const fetched = await catalogues[language]?.later[part]();
      Object.assign(messages, fetched?.default);
    }),
  );
}

/** Is there such a message by now? For ids that are put together from names of the model. */
export function isMessageId(id: string): id is MessageId {
  return [...spoken.values()].some((messages) => Object.hasOwn(messages, id));
}
