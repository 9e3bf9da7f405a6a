// Phases tile the scrubber, and their labels never overlap.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presets } from '#config/presets.ts';
import { buildModel } from '#model/model.ts';
import { phases } from '#playback/beat.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { coarseTicks, phaseSegments, placeLabels } from './phase-layout.scene.ts';

describe.each(presets)('the timeline of $id', ({ experiment }) => {
  const beats = buildBeats(experiment, buildModel(experiment.model), 1);
  const segments = phaseSegments(beats);

  it('is tiled by the five phases, without gap or overlap', () => {
    expect(segments.map(({ phase }) => phase)).toEqual(phases);
    expect(segments[0]?.from).toBe(0);
    expect(segments.at(-1)?.to).toBe(beats.length);
    for (const [i, segment] of segments.slice(1).entries()) {
      expect(segment.from).toBe(segments[i]?.to);
    }
  });

  it('has a tick inside a phase wherever a coarse step rests', () => {
    const rests = beats.filter((beat) => beat.lastOfGroup).map((beat) => beat.index + 1);
    const ends = segments.map(({ to }) => to);
    expect([...coarseTicks(beats), ...ends].sort((a, b) => a - b)).toEqual(rests);
  });
});

describe('placeLabels', () => {
  const labels = fc
    .array(
      fc.record({ wish: fc.integer({ min: 0, max: 800 }), size: fc.integer({ min: 1, max: 60 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((list) => list.sort((a, b) => a.wish - b.wish));

  it('keeps order and gap, and stays inside where there is room', () => {
    fc.assert(
      fc.property(labels, fc.integer({ min: 200, max: 900 }), (list, width) => {
        const sizes = list.map(({ size }) => size);
        const left = placeLabels(
          list.map(({ wish }) => wish),
          sizes,
          width,
          8,
        );
        for (const [i, at] of left.slice(1).entries()) {
          expect(at - (left[i] ?? 0)).toBeGreaterThanOrEqual((sizes[i] ?? 0) + 8);
        }
        const needed = sizes.reduce((sum, size) => sum + size, 0) + 8 * (sizes.length - 1);
        if (needed <= width) {
          expect(left[0]).toBeGreaterThanOrEqual(0);
          expect((left.at(-1) ?? 0) + (sizes.at(-1) ?? 0)).toBeLessThanOrEqual(width);
        }
      }),
    );
  });

  it('leaves labels alone that have room', () => {
    expect(placeLabels([0, 100, 200], [40, 40, 40], 300, 8)).toEqual([0, 100, 200]);
  });
});
