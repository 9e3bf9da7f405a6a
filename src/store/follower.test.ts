// What may lag behind the studio shows whole states only, and in the end the newest.

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { immediateClient } from '#testing/immediate-client.ts';
import { createStudio, type Studio } from './create-studio.ts';
import { createFollower } from './follower.ts';

/** Moves may wait, as in the views; everything else is shown at once. */
function follow(leader: Studio) {
  let waiting: (() => void) | null = null;
  const { studio, start } = createFollower(leader, {
    mayWait: (now, before) => now.position !== before.position,
    later(callback) {
      waiting = callback;
      return () => {
        waiting = null;
      };
    },
  });
  const pass = (): void => waiting?.();
  return { studio, start, pass, isWaiting: () => waiting !== null };
}

const opened = (): Studio => createStudio({ client: immediateClient() });

test('a move arrives later, and all that follows it arrives with it', () => {
  const leader = opened();
  const { studio, start, pass } = follow(leader);
  start();
  const heard = vi.fn();
  studio.subscribe(heard);
  const before = studio.getState();
  leader.getState().goTo(3);
  leader.getState().goTo(4);
  leader.getState().goTo(7);
  expect(studio.getState()).toBe(before);
  expect(heard).not.toHaveBeenCalled();
  pass();
  expect(studio.getState()).toBe(leader.getState());
  expect(heard).toHaveBeenCalledExactlyOnceWith(leader.getState(), before);
});

test('what may not wait is shown at once, with the move that waited', () => {
  const leader = opened();
  const { studio, start, isWaiting } = follow(leader);
  start();
  leader.getState().setLens('time');
  expect(studio.getState().lens).toBe('time');
  leader.getState().goTo(3);
  expect(studio.getState().position).toBe(-1);
  leader.getState().goTo(-1);
  expect(studio.getState()).toBe(leader.getState());
  expect(isWaiting()).toBe(false);
});

test('it begins with the present state, and nothing arrives once it has ended', () => {
  const leader = opened();
  const { studio, start, isWaiting } = follow(leader);
  leader.getState().goTo(2);
  const stop = start();
  expect(studio.getState().position).toBe(2);
  leader.getState().goTo(3);
  stop();
  expect(isWaiting()).toBe(false);
  leader.getState().setLens('time');
  expect(studio.getState().position).toBe(2);
});

test('what it is told goes to the studio', () => {
  const leader = opened();
  const { studio, start, pass } = follow(leader);
  start();
  studio.getState().goTo(5);
  expect(leader.getState().position).toBe(5);
  pass();
  expect(studio.getState().position).toBe(5);
});

test('whatever happens, it holds a state that the studio has had, and in the end its newest', () => {
  const act = fc.oneof(
    fc.integer({ min: -1, max: 40 }).map((position) => (s: Studio) => s.getState().goTo(position)),
    fc.constantFrom('paths', 'time', 'check').map((lens) => (s: Studio) => {
      s.getState().setLens(lens);
    }),
    fc.constant('pass' as const),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const leader = opened();
      const { studio, start, pass } = follow(leader);
      start();
      const had = new Set([leader.getState()]);
      leader.subscribe((state) => had.add(state));
      for (const one of acts) {
        if (one === 'pass') pass();
        else one(leader);
        expect(had.has(studio.getState())).toBe(true);
      }
      pass();
      expect(studio.getState()).toBe(leader.getState());
    }),
  );
});
