// One position speaks of every net: what is known of the one on screen is known of the others, no more and no less.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSequence } from '#engine/run.ts';
import { gradientId, totalLossId, valueId } from '#model/quantity-id.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { reachOf } from '#playback/position.ts';
import { revealsOf } from '#playback/reveal.ts';
import { otherCells } from '#store/edits/compared-cells.ts';
import { fallbackInitialization } from '#store/edits/model.ts';
import { growing, linearUnit } from '#testing/linear-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import type { Trace } from '#trace/record/trace.ts';
import { isEndReached, reachedBy, reachedIn } from './reach.scene.ts';

function momentsOf(trace: Trace) {
  const beats = buildBeats(trace.experiment, trace.model, trace.sequence);
  const reveals = revealsOf(trace.model, beats);
  const { limit } = reachOf(beats, trace);
  return { beats, last: limit, at: (position: number) => ({ reveals, position }) };
}

describe('what the position has reached', () => {
  it('is what the beats have revealed so far, in every cell', () => {
    fc.assert(
      fc.property(
        smallExperiments,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (experiment, way) => {
          const trace = runSequence(experiment, 1);
          const { beats, last, at } = momentsOf(trace);
          const position = Math.round(way * (last + 1)) - 1;
          const seen = new Set(beats.slice(0, position + 1).flatMap(({ reveals }) => reveals));
          const { output } = trace.model.cell;
          const steps = Array.from({ length: trace.steps }, (_, i) => i + 1);
          expect(reachedBy(at(position), trace)).toEqual({
            forward: steps.filter((t) => seen.has(valueId(output, t))).length,
            backward: trace.steps + 1 - steps.filter((t) => seen.has(gradientId(output, t))).length,
            loss: seen.has(totalLossId),
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reaches the same in every other cell, whose run is complete', () => {
    fc.assert(
      fc.property(smallExperiments, fc.nat(200), (experiment, position) => {
        const trace = runSequence(experiment, 1);
        const reach = reachedBy(momentsOf(trace).at(position), trace);
        for (const other of otherCells(experiment, fallbackInitialization)) {
          const run = runSequence(other, 1);
          expect(reachedIn(reach, run)).toEqual(reach);
          expect(isEndReached(reach, run)).toBe(false);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('a run beside it that leaves the range', () => {
  const sound = runSequence(growing(6, 0.5), 1);
  const { last, at } = momentsOf(sound);
  const reachAt = (t: number) => ({ forward: t, backward: 7, loss: false });

  it('is known up to there and not beyond, and the end is told once it is reached', () => {
    const broken = runSequence(growing(6, 1e120), 1);
    const end = broken.overflow?.t ?? 0;
    expect(broken.overflow).toMatchObject({ pass: 'forward' });
    expect(end).toBeGreaterThan(2);
    expect(reachedIn(reachAt(end - 1), broken)).toEqual(reachAt(end - 1));
    expect(isEndReached(reachAt(end - 1), broken)).toBe(false);
    expect(isEndReached(reachAt(end), broken)).toBe(true);
    const all = reachedBy(at(last), sound);
    expect(all).toEqual({ forward: 6, backward: 1, loss: true });
    expect(reachedIn(all, broken)).toEqual({ forward: end - 1, backward: 7, loss: false });
    expect(isEndReached(all, broken)).toBe(true);
  });

  it('is told on the way back as well', () => {
    const exploding = linearUnit([1e-200, 1e100, 1e-100], {
      inputs: Array.from({ length: 6 }, (_, i) => [i === 5 ? 1 : 0]),
      targets: [null, null, null, null, null, 1e100],
    });
    const broken = runSequence(exploding, 1);
    expect(broken.overflow).toMatchObject({ pass: 'backward' });
    const known = broken.progress.backward;
    expect(known).toBeGreaterThan(1);
    const back = (backward: number) => ({ forward: 6, backward, loss: true });
    expect(isEndReached(back(known), broken)).toBe(false);
    expect(isEndReached(back(known - 1), broken)).toBe(true);
    expect(reachedIn(back(1), broken)).toEqual(back(known));
  });
});
