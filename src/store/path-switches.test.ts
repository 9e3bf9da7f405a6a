// Switching paths off and on: by loss, by use, one by one.

import { expect, test } from 'vitest';
import { pathId } from '#model/quantity-id.ts';
import { immediateClient } from '#testing/immediate-client.ts';
import { createStudio } from './create-studio.ts';
import { pathViewOf } from './focus.ts';
import type { StudioState } from './state.ts';

const open = (): { now(): StudioState } => ({
  now: createStudio({ client: immediateClient() }).getState,
});

test('losses and uses are switched off by range, all of it on again at once', () => {
  const { now } = open();
  now().hideLosses({ from: 2, to: 3 }, true);
  now().hideLosses({ from: 2, to: 2 }, false);
  now().hideUses({ from: 1, to: 2 }, true);
  now().hidePaths([pathId(3, 3)], true);
  expect([[...now().hiddenLosses], [...now().hiddenUses]]).toEqual([[3], [1, 2]]);
  now().showAllPaths();
  const { hiddenLosses, hiddenUses, hiddenPaths } = now();
  expect([hiddenLosses, hiddenUses, hiddenPaths].map((set) => set.size)).toEqual([0, 0, 0]);
});

test('a path comes back alone where its loss or its use was off as a whole', () => {
  const { now } = open();
  now().hideLosses({ from: 3, to: 3 }, true);
  now().hidePaths([pathId(3, 2)], false);
  expect(now().hiddenLosses.size).toBe(0);
  expect([...now().hiddenPaths]).toEqual([pathId(3, 1), pathId(3, 3)]);
  now().showAllPaths();
  now().hideUses({ from: 2, to: 2 }, true);
  now().hidePaths([pathId(3, 2)], false);
  expect([now().hiddenUses.size, now().hiddenPaths.size]).toEqual([0, 0]);
});

test('the layout of the paths follows the losses of the run until it is chosen', () => {
  const { now } = open();
  expect(pathViewOf(now(), { lossSteps: [3] })).toBe('list');
  expect(pathViewOf(now(), { lossSteps: [1, 3] })).toBe('triangle');
  now().setPathView('units');
  expect(pathViewOf(now(), { lossSteps: [3] })).toBe('units');
});
