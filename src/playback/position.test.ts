// Moves: where they land, that they agree with each other, and that nothing uncomputed is visited.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Experiment } from '#config/experiment.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence, runSteps } from '#engine/run.ts';
import { buildModel } from '#model/model.ts';
import { growing } from '#testing/linear-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import { mergeChunk, startTrace } from '#trace/record/chunk.ts';
import type { Beat } from './beat.ts';
import { buildBeats } from './build-beats.ts';
import {
  beforeFirst,
  clampPosition,
  type Grain,
  keepPosition,
  lastPosition,
  nextPosition,
  positionAtStep,
  previousPosition,
  type Reach,
  reachOf,
} from './position.ts';

function beatsOf(experiment: Experiment): readonly Beat[] {
  return buildBeats(experiment, buildModel(experiment.model), 1);
}

function completeReach(experiment: Experiment): Reach {
  return reachOf(beatsOf(experiment), runSequence(experiment, 1));
}

function stopsForward(reach: Reach, grain: Grain): number[] {
  const stops: number[] = [];
  let position = beforeFirst;
  for (;;) {
    const next = nextPosition(reach, grain, position);
    if (next === position) return stops;
    stops.push(next);
    position = next;
  }
}

function stopsBackward(reach: Reach, grain: Grain): number[] {
  const stops: number[] = [];
  let position = lastPosition(reach, grain);
  while (position !== beforeFirst) {
    stops.unshift(position);
    position = previousPosition(reach, grain, position);
  }
  return stops;
}

const grains = fc.constantFrom<Grain[]>('fine', 'coarse');

describe('positionAtStep', () => {
  test('stands at the same operation of the step where it happens there, else in the same pass', () => {
    fc.assert(
      fc.property(smallExperiments, fc.nat(), fc.nat(), (experiment, from, to) => {
        const beats = beatsOf(experiment);
        const now = beats[from % beats.length];
        const steps = experiment.data.sequences[0]?.targets.length ?? 1;
        const t = 1 + (to % steps);
        const there = beats[positionAtStep(beats, now?.index ?? beforeFirst, t)];
        expect(there?.t).toBe(t);
        const isForward = now?.phase === 'forward' || now?.phase === 'loss';
        expect(there?.phase).toBe(isForward ? 'forward' : 'backward');
        const operation = JSON.stringify(now?.operation);
        const same = beats.find((b) => b.t === t && JSON.stringify(b.operation) === operation);
        if (same?.phase === there?.phase && same) expect(there).toBe(same);
        else expect(there?.lastOfGroup).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('before the first beat it goes to the forward pass', () => {
    const { experiment } = presetOf('sentiment') ?? {};
    if (!experiment) throw new Error('no preset');
    const beats = beatsOf(experiment);
    const there = beats[positionAtStep(beats, beforeFirst, 2)];
    expect([there?.phase, there?.t]).toEqual(['forward', 2]);
  });
});

describe('moves', () => {
  test('a complete run can be walked to its last beat, one by one', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => {
        const reach = completeReach(experiment);
        expect(reach.ended).toBe(true);
        expect(stopsForward(reach, 'fine')).toEqual(reach.beats.map((beat) => beat.index));
      }),
      { numRuns: 50 },
    );
  });

  test('the stops are the same forward and backward, and coarse stops are fine stops', () => {
    fc.assert(
      fc.property(smallExperiments, grains, (experiment, grain) => {
        const reach = completeReach(experiment);
        const stops = stopsForward(reach, grain);
        expect(stopsBackward(reach, grain)).toEqual(stops);
        expect(stops.at(-1)).toBe(reach.beats.length - 1);
        expect(stops.every((stop) => stop >= 0 && stop <= reach.limit)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('coarse moves rest at the end of each group, from wherever they start', () => {
    fc.assert(
      fc.property(smallExperiments, fc.nat(), (experiment, somewhere) => {
        const reach = completeReach(experiment);
        const position = somewhere % reach.beats.length;
        const next = nextPosition(reach, 'coarse', position);
        const previous = previousPosition(reach, 'coarse', position);
        if (next !== position) {
          expect(next).toBeGreaterThan(position);
          expect(reach.beats[next]?.lastOfGroup).toBe(true);
        }
        expect(previous).toBeLessThan(position);
        expect(previous === beforeFirst || reach.beats[previous]?.lastOfGroup).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('going somewhere and one on is going one further', () => {
    fc.assert(
      fc.property(smallExperiments, fc.nat(), (experiment, somewhere) => {
        const reach = completeReach(experiment);
        const position = (somewhere % (reach.beats.length - 1)) - 1;
        const there = clampPosition(reach, position);
        expect(nextPosition(reach, 'fine', there)).toBe(clampPosition(reach, position + 1));
        expect(previousPosition(reach, 'fine', there + 1)).toBe(there);
      }),
      { numRuns: 50 },
    );
  });

  test('positions out of range, and those that are no numbers, are pulled in', () => {
    const reach = completeReach(presetExperiment('sentiment'));
    expect(clampPosition(reach, -7)).toBe(beforeFirst);
    expect(clampPosition(reach, 1e9)).toBe(reach.beats.length - 1);
    expect(clampPosition(reach, Number.NaN)).toBe(beforeFirst);
    expect(clampPosition(reach, 3.9)).toBe(3);
  });
});

describe('how far a run has come', () => {
  test('the limit grows with every piece, never shrinks, and ends at the last beat', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => {
        const beats = beatsOf(experiment);
        let trace = startTrace(experiment, 1);
        let limit = reachOf(beats, trace).limit;
        expect(limit).toBe(beforeFirst);
        for (const chunk of runSteps(experiment, 1)) {
          trace = mergeChunk(trace, chunk);
          const reach = reachOf(beats, trace);
          expect(reach.limit).toBeGreaterThanOrEqual(limit);
          limit = reach.limit;
        }
        expect(limit).toBe(beats.length - 1);
      }),
      { numRuns: 50 },
    );
  });

  test('during the backward pass, no step is shown before it is there', () => {
    const experiment = presetExperiment('sentiment');
    const beats = beatsOf(experiment);
    const whole = runSequence(experiment, 1);
    const half = { ...whole, progress: { forward: 3, backward: 2, complete: false } };
    const reach = reachOf(beats, half);
    const beat = beats[reach.limit];
    expect(beat).toMatchObject({ phase: 'backward', t: 2 });
    // What is carried into step 1 is not there yet.
    expect(beats[reach.limit + 1]?.operation.kind).toBe('carry');
    expect(reach.ended).toBe(false);
    expect(nextPosition(reach, 'coarse', reach.limit)).toBe(reach.limit);
  });

  test('an overflowed run ends at its last finite beat, in both grains', () => {
    const experiment = growing(200, 1000);
    const trace = runSequence(experiment, 1);
    expect(trace.overflow).not.toBeNull();
    const reach = reachOf(beatsOf(experiment), trace);
    expect(reach.limit).toBeLessThan(reach.beats.length - 1);
    expect(lastPosition(reach, 'coarse')).toBe(reach.limit);
    expect(nextPosition(reach, 'fine', reach.limit)).toBe(reach.limit);
    expect(clampPosition(reach, reach.beats.length)).toBe(reach.limit);
  });

  test('of the step that overflowed, what came before can still be visited', () => {
    const { parameters, ...rest } = growing(200, 1000);
    const experiment = { ...rest, parameters: { ...parameters, W_hy: [[1e308]] } };
    const sequences = [{ inputs: [[1000]], targets: [0] }];
    const small = { ...experiment, data: { sequences } };
    const trace = runSequence(small, 1);
    expect(trace.overflow).toMatchObject({ t: 1, quantity: 'logits' });
    const reach = reachOf(beatsOf(small), trace);
    expect(reach.beats[reach.limit]?.reveals).toEqual(['h@1']);
    expect(numbersOf(trace, 'h@1')?.data).toEqual(Float64Array.of(1000));
    expect(numbersOf(trace, 'logits@1')).toBeNull();
  });

  test('without a trace, one stands before the first beat', () => {
    const reach = reachOf(beatsOf(presetExperiment('sentiment')), null);
    expect(nextPosition(reach, 'fine', beforeFirst)).toBe(beforeFirst);
    expect(lastPosition(reach, 'coarse')).toBe(beforeFirst);
  });
});

describe('keeping the place after an edit', () => {
  test('the same beats keep every position', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => {
        const beats = beatsOf(experiment);
        for (const beat of beats) {
          expect(keepPosition(beats, beat.index, beatsOf(experiment))).toBe(beat.index);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('between any two experiments: a real beat of the same phase, the very same operation where there is one', () => {
    fc.assert(
      fc.property(smallExperiments, smallExperiments, (from, to) => {
        const [oldBeats, newBeats] = [beatsOf(from), beatsOf(to)];
        for (const old of oldBeats) {
          const kept = newBeats[keepPosition(oldBeats, old.index, newBeats)];
          expect(kept?.phase).toBe(old.phase);
          const same = newBeats.find(
            (beat) =>
              beat.t === old.t && JSON.stringify(beat.operation) === JSON.stringify(old.operation),
          );
          if (same) expect(kept).toBe(same);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('before the first beat one stays there', () => {
    const beats = beatsOf(presetExperiment('sentiment'));
    const others = beatsOf(presetExperiment('many-to-many'));
    expect(keepPosition(beats, beforeFirst, others)).toBe(beforeFirst);
  });
});

function presetExperiment(id: string): Experiment {
  const experiment = presetOf(id)?.experiment;
  if (experiment === undefined) throw new Error(`no preset ${id}`);
  return experiment;
}
