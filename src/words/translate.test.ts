// The catalogue can be read in full, and a message is found for any language asked for.

import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, it, vi } from 'vitest';
import { catalogues, createTranslate, isServed, languageOf, type MessageId } from './translate.ts';

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

  it.each(Object.entries(catalogues))('every message of %s is valid ICU', (_, messages) => {
    for (const [id, message] of Object.entries(messages)) {
      expect(() => compileMessageOrThrow(message), id).not.toThrow();
      expect(message.trim(), id).not.toBe('');
    }
  });

  it.each(Object.entries(catalogues))('every language has the same messages: %s', (_, messages) => {
    expect(Object.keys(messages)).toEqual(Object.keys(catalogues.en ?? {}));
  });

  it('knows its ids at compile time', () => {
    // @ts-expect-error no such message
    const unknown: MessageId = 'no such message';
    expect(unknown).toBeDefined();
  });
});
