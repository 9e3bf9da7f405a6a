// What an edit has done is told until one moves on: from before the first edit of a row to what is now on screen.

import { expect, test } from 'vitest';
import { immediateClient } from '#testing/immediate-client.ts';
import { createStudio } from './create-studio.ts';
import type { StudioState } from './state.ts';

const w11 = { parameter: 'W_hh', row: 1, column: 1 };
const w12 = { parameter: 'W_hh', row: 1, column: 2 };

function open(): () => StudioState {
  return createStudio({ client: immediateClient() }).getState;
}

test('presses in a row are told as one, from before the first', () => {
  const now = open();
  const before = now().trace;
  expect(now().freshEdit).toBeNull();
  for (const value of [0.1, 0.2, 0.3]) now().setWeight(w11, value);
  expect(now().freshEdit).toMatchObject({ kind: 'edited', before });
  expect(now().trace?.parameters).not.toEqual(before?.parameters);
});

test('another edit is told in place of the one before', () => {
  const now = open();
  now().setWeight(w11, 0.1);
  const between = now().trace;
  now().setWeight(w12, 0.1);
  expect(now().freshEdit?.before).toBe(between);
  now().setToken(1, 'rat');
  expect(now().freshEdit?.kind).toBe('edited');
});

test('it is news until the next move on the timeline, and what is edited after that counts from there', () => {
  const now = open();
  now().setWeight(w11, 0.1);
  const between = now().trace;
  now().next();
  expect(now().freshEdit).toBeNull();
  now().setWeight(w11, 0.2);
  expect(now().freshEdit?.before).toBe(between);
  now().play();
  expect(now().freshEdit).toBeNull();
});

test('what is taken back is told as that: by the same field, by undo; a redo is an edit', () => {
  const now = open();
  const { experiment, trace } = now();
  const shape = trace?.model.parameters.find(({ name }) => name === 'W_hh');
  now().setWeight(w11, 0.1);
  const edited = now().trace;
  now().setWeight(w11, trace?.parameters[shape?.offset ?? 0] ?? Number.NaN);
  expect(now().freshEdit).toMatchObject({ kind: 'taken back', before: edited });
  expect(now().experiment).toBe(experiment);
  now().setLength(2);
  now().undo();
  expect(now().freshEdit?.kind).toBe('taken back');
  now().redo();
  expect(now().freshEdit?.kind).toBe('edited');
});

test('what is opened is no edit', () => {
  const now = open();
  now().setWeight(w11, 0.1);
  now().chooseSequence(2);
  expect(now().freshEdit).toBeNull();
  now().setWeight(w11, 0.2);
  now().loadPreset('nlp');
  expect(now().freshEdit).toBeNull();
  now().undo();
  expect(now().freshEdit).toBeNull();
});
