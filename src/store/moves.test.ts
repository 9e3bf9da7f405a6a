// What follows the beat when it moves: the column always, a chosen window only where the beat leaves it. And moves to
// beats that a run has still to come to.

import { expect, test } from 'vitest';
import { runSequence } from '#engine/run.ts';
import { immediateClient } from '#testing/immediate-client.ts';
import { experimentOf } from '#testing/scene-runs.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Client, RunOutcome } from '#worker/protocol.ts';
import { createStudio } from './create-studio.ts';
import type { StudioState } from './state.ts';

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

/** A run of the first preset that has come to so many of its forward steps; `finish` brings the rest. */
function runningStudio(forward: number) {
  const complete = runSequence(experimentOf('rnn', 2, 6), 1);
  let report: (trace: Trace) => void = () => {};
  let settle: (outcome: RunOutcome) => void = () => {};
  const client: Client = {
    ...immediateClient(),
    run(_, onProgress) {
      report = onProgress;
      return new Promise((resolve) => {
        settle = resolve;
      });
    },
  };
  const opening = { experiment: complete.experiment, sequence: 1, preset: null, edited: false };
  const now = createStudio({ client, opening }).getState;
  const show = (t: number): void => {
    const progress = { forward: t, backward: complete.steps + 1, complete: false };
    report({ ...complete, update: null, progress });
  };
  if (forward > 0) show(forward);
  const finish = async (): Promise<void> => {
    settle({ kind: 'complete', trace: complete });
    await Promise.resolve();
  };
  return { now, show, finish };
}

/** Index of the last beat of the forward pass at step t. */
function endOfStep(t: number, { beats }: StudioState): number {
  return beats.findLastIndex((beat) => beat.phase === 'forward' && beat.t === t);
}

test('the end of a run that goes on is what it has come to, and then its end', async () => {
  const { now, show, finish } = runningStudio(2);
  now().last();
  expect(now().position).toBe(endOfStep(2, now()));
  show(4);
  expect(now().position).toBe(endOfStep(2, now()));
  await finish();
  expect(now().position).toBe(now().beats.length - 1);
});

test('a beat that is not computed yet is gone to as soon as it is', async () => {
  const { now, show, finish } = runningStudio(1);
  const wanted = endOfStep(3, now());
  now().goTo(wanted);
  show(3);
  expect(now().position).toBe(wanted);
  await finish();
  expect(now().position).toBe(wanted);
});

test('steps made before the first number is there are made once it is', async () => {
  const { now, finish } = runningStudio(0);
  now().next();
  now().next();
  now().next();
  now().previous();
  expect(now().position).toBe(-1);
  await finish();
  expect(now().position).toBe(1);
});

test('another move, playing, or another net ends the wait', async () => {
  const moves: readonly ((state: StudioState) => void)[] = [
    (state) => state.first(),
    (state) => state.goTo(1),
    (state) => state.play(),
  ];
  for (const move of moves) {
    const { now, finish } = runningStudio(2);
    now().last();
    move(now());
    const { position } = now();
    await finish();
    expect(now().position).toBe(position);
  }
  const { now, finish } = runningStudio(2);
  now().last();
  now().setLength(4);
  await finish();
  expect(now().position).toBeLessThan(now().beats.length - 1);
});
