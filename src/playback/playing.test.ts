// Playing: time becomes moves, however it is cut into ticks; waits for a run, stops at its end.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { buildModel } from '#model/model.ts';
import { buildBeats } from './build-beats.ts';
import { advance, moveInterval, type Playing } from './playing.ts';
import { beforeFirst, type Grain, nextPosition, type Reach, reachOf } from './position.ts';

const experiment = presetOf('sentiment')?.experiment;
if (experiment === undefined) throw new Error('no preset');
const beats = buildBeats(experiment, buildModel(experiment.model), 1);
const reach: Reach = reachOf(beats, runSequence(experiment, 1));
const atStart: Playing = { position: beforeFirst, elapsed: 0, playing: true };
const grains = fc.constantFrom<Grain[]>('fine', 'coarse');

test('at speed 1, five beats take four seconds', () => {
  expect(5 * moveInterval('fine', 1)).toBe(4000);
  expect(moveInterval('fine', 4)).toBe(moveInterval('fine', 1) / 4);
});

test('nothing moves before an interval is over, and one beat when it is', () => {
  const interval = moveInterval('fine', 1);
  expect(advance(reach, 'fine', 1, atStart, interval - 1).position).toBe(beforeFirst);
  expect(advance(reach, 'fine', 1, atStart, interval).position).toBe(0);
});

test('what is paused never moves', () => {
  fc.assert(
    fc.property(
      grains,
      fc.integer({ min: -1, max: beats.length - 1 }),
      fc.nat(),
      (grain, p, dt) => {
        const paused: Playing = { position: p, elapsed: 0, playing: false };
        expect(advance(reach, grain, 1, paused, dt)).toEqual(paused);
      },
    ),
  );
});

test('two ticks come to the same as one tick of both', () => {
  // Whole milliseconds and a power of two as speed keep the sums exact.
  const ticks = fc.integer({ min: 0, max: 5000 });
  fc.assert(
    fc.property(grains, fc.constantFrom(0.5, 1, 2, 4), ticks, ticks, (grain, speed, a, b) => {
      const once = advance(reach, grain, speed, atStart, a + b);
      const first = advance(reach, grain, speed, atStart, a);
      expect(advance(reach, grain, speed, first, b)).toEqual(once);
    }),
  );
});

test('playing visits exactly the stops that stepping visits, and stops at the last', () => {
  for (const grain of ['fine', 'coarse'] as const) {
    let state = atStart;
    let stepped = beforeFirst;
    while (state.playing) {
      state = advance(reach, grain, 1, state, moveInterval(grain, 1));
      stepped = nextPosition(reach, grain, stepped);
      expect(state.position).toBe(stepped);
    }
    expect(state.position).toBe(beats.length - 1);
  }
});

test('at the limit of a run that still goes on it waits, and moves on as soon as there is more', () => {
  const partial: Reach = { beats, limit: 2, ended: false };
  const waiting = advance(partial, 'fine', 1, atStart, 1e6);
  expect(waiting).toMatchObject({ position: 2, playing: true });
  expect(advance(reach, 'fine', 1, waiting, 0).position).toBe(3);
});
