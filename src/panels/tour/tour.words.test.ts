// The guided start can be walked: each step is done by stepping or editing, in order, and not before.

import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { presetOf } from '#config/presets.ts';
import { buildModel } from '#model/model.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { isTourStepDone, tour, tourAfter } from './tour.words.ts';

const { experiment } = present(presetOf('sentiment'), 'preset');
const beats = buildBeats(experiment, buildModel(experiment.model), 1);
const last = beats.length - 1;

describe('the tour', () => {
  it('has about five steps, and none is done before the first beat', () => {
    expect(tour.length).toBeGreaterThanOrEqual(4);
    for (const step of tour) {
      expect(isTourStepDone(step, { beats, position: -1, weightEdited: false })).toBe(false);
    }
  });

  it('is done by walking to the end and editing a weight', () => {
    for (const step of tour) {
      expect(isTourStepDone(step, { beats, position: last, weightEdited: true })).toBe(true);
    }
  });

  it('is done in its order', () => {
    const doneAt = tour
      .slice(0, -1)
      .map((step) =>
        beats.findIndex((_, position) =>
          isTourStepDone(step, { beats, position, weightEdited: false }),
        ),
      );
    expect(doneAt).toEqual([...doneAt].sort((a, b) => a - b));
    expect(new Set(doneAt).size).toBe(doneAt.length);
  });
});

describe('where the tour leads', () => {
  const begun = { beats, position: -1, weightEdited: false, hasMoved: false };

  it('waits for the reader, and goes on when the step is done', () => {
    expect(tourAfter(0, begun)).toBe(0);
    expect(tourAfter(0, { ...begun, position: last })).toBe(1);
    expect(tourAfter(tour.length - 1, { ...begun, weightEdited: true })).toBe(tour.length);
  });

  it('is over when its reader steps on after its end', () => {
    expect(tourAfter(tour.length, begun)).toBe(tour.length);
    expect(tourAfter(tour.length, { ...begun, hasMoved: true })).toBeNull();
  });
});
