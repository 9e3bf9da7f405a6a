// What follows the beat when it moves: the column always, a chosen window only where the beat leaves it.

import { expect, test } from 'vitest';
import { immediateClient } from '#testing/immediate-client.ts';
import { experimentOf } from '#testing/scene-runs.ts';
import { createStudio } from './create-studio.ts';

function longStudio() {
  const now = createStudio({ client: immediateClient() }).getState;
  now().loadExperiment(experimentOf('rnn', 2, 60));
  return now;
}

/** The first beat of the forward pass at step t. */
function firstBeatAt(t: number, now: ReturnType<typeof longStudio>): number {
  return now().beats.findIndex((beat) => beat.t === t);
}

test('a chosen window stays while the beat is inside it', () => {
  const now = longStudio();
  now().goTo(firstBeatAt(20, now));
  const window = { from: 19, to: 22 };
  now().setWindow(window);
  now().setDepth('inside', 21);
  for (const t of [21, 22, 19]) {
    now().goTo(firstBeatAt(t, now));
    expect(now()).toMatchObject({ window, column: null });
  }
  now().next();
  expect(now().window).toEqual(window);
  now().goTo(firstBeatAt(23, now));
  expect(now().window).toBeNull();
});

test('it is let go where the beat concerns all steps, and at the first move where the beat is elsewhere', () => {
  const now = longStudio();
  now().goTo(firstBeatAt(20, now));
  now().setWindow({ from: 19, to: 22 });
  now().last();
  expect(now().window).toBeNull();
  now().setWindow({ from: 1, to: 4 });
  expect(now().window).toEqual({ from: 1, to: 4 });
  now().previous();
  expect(now().window).toBeNull();
});

test('a chosen window stays through an edit that leaves its steps, and goes with steps that are no more', () => {
  const now = longStudio();
  now().goTo(firstBeatAt(20, now));
  now().setWindow({ from: 18, to: 24 });
  now().setWeight({ parameter: 'W_hh', row: 1, column: 1 }, 0.25);
  expect(now().window).toEqual({ from: 18, to: 24 });
  now().setLength(20);
  expect(now().window).toBeNull();
});
