// The catalogue can be read in full, and a message is found for any language asked for.

import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, it, vi } from 'vitest';
import { type MessageId, messagesOf } from './messages.ts';
import { createTranslate, isServed, languageOf } from './translate.ts';

const files = import.meta.glob('./catalogue/*/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Readonly<Record<string, string>>;
const languages = new Set(Object.keys(files).map((path) => path.split('/')[2] ?? ''));

/** The ids in each file of a language. */
const idsOf = (language: string): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`./catalogue/${language}/`))
      .map(([path, text]) => [path.split('/')[3], Object.keys(JSON.parse(text))]),
  );

describe('translate', () => {
  it('fills in the values of a message', () => {
    expect(createTranslate('en')('ui.beatOf', { beat: 3, beats: 34 })).toBe('beat 3 of 34');
  });

  it('answers an unknown language in English, and a regional one in its language', () => {
    expect(languageOf('tlh')).toBe('en');
    expect(languageOf('en-GB')).toBe('en');
    expect(createTranslate('tlh')('ui.play')).toBe('Play');
    expect([isServed('tlh'), isServed('EN-gb')]).toEqual([false, true]);
  });

  it('makes no code from text', () => {
    const evaluate = vi.fn();
    vi.stubGlobal('eval', evaluate);
    vi.stubGlobal('Function', evaluate);
    expect(createTranslate('en')('ui.beatOf', { beat: 1, beats: 2 })).toBe('beat 1 of 2');
    vi.unstubAllGlobals();
    expect(evaluate).not.toHaveBeenCalled();
  });

  it.each([...languages])('a build has read every message of %s as it is written', (language) => {
    const read = messagesOf(language);
    for (const [path, text] of Object.entries(files)) {
      if (!path.startsWith(`./catalogue/${language}/`)) continue;
      for (const [id, message] of Object.entries<string>(JSON.parse(text))) {
        expect(message.trim(), id).not.toBe('');
        const compiled: unknown = JSON.parse(JSON.stringify(compileMessageOrThrow(message)));
        expect(read[id as MessageId], id).toEqual(compiled);
      }
    }
  });

  it.each([...languages])('%s has all messages, each in the same file and once', (language) => {
    expect(idsOf(language)).toEqual(idsOf('en'));
    const ids = Object.values(idsOf(language)).flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(messagesOf(language)).toSorted()).toEqual(ids.toSorted());
  });

  it('tells a message that is not there by its id', () => {
    expect(createTranslate('en')('no such message' as MessageId)).toBe('no such message');
  });

  it('knows its ids at compile time', () => {
    // @ts-expect-error no such message
    const unknown: MessageId = 'no such message';
    expect(unknown).toBeDefined();
  });
});
