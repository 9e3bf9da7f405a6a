// The list of beats: complete, in an order in which everything can be computed, and independent of the numbers.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Experiment, lossStepsOf } from '#config/experiment.ts';
import { presetOf } from '#config/presets.ts';
import { buildModel, edgesFrom, type Model } from '#model/model.ts';
import {
  carriedId,
  contributionId,
  entryId,
  gradientId,
  jacobianId,
  localId,
  lossId,
  type QuantityId,
  targetId,
  updatedId,
  valueId,
} from '#model/quantity-id.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { type Beat, phases } from './beat.ts';
import { buildBeats } from './build-beats.ts';
import { isFresh, isRevealed, revealsOf } from './reveal.ts';

interface Built {
  readonly model: Model;
  readonly beats: readonly Beat[];
  readonly steps: number;
  readonly lossSteps: readonly number[];
  /** The index of the beat that reveals a quantity. */
  at(id: QuantityId): number;
}

function built(experiment: Experiment): Built {
  const model = buildModel(experiment.model);
  const beats = buildBeats(experiment, model, 1);
  const [sequence] = experiment.data.sequences;
  if (sequence === undefined) throw new Error('no sequence');
  const reveals = revealsOf(model, beats);
  const at = (id: QuantityId): number => reveals.get(id) ?? Number.NaN;
  return { model, beats, steps: sequence.targets.length, lossSteps: lossStepsOf(sequence), at };
}

const always = (check: (run: Built) => void): void =>
  fc.assert(
    fc.property(smallExperiments, (experiment) => check(built(experiment))),
    { numRuns: 40 },
  );

describe('the list', () => {
  test('is numbered from 0; phases follow each other; every beat reveals something new', () => {
    always(({ beats }) => {
      const seen = new Set<QuantityId>();
      let phase = 0;
      beats.forEach((beat, index) => {
        expect(beat.index).toBe(index);
        expect(phases.indexOf(beat.phase)).toBeGreaterThanOrEqual(phase);
        phase = phases.indexOf(beat.phase);
        expect(beat.reveals.length).toBeGreaterThan(0);
        for (const id of beat.reveals) {
          expect(seen.has(id)).toBe(false);
          seen.add(id);
        }
      });
    });
  });

  test('has all five phases', () => {
    always(({ beats }) => {
      expect([...new Set(beats.map((beat) => beat.phase))]).toEqual(phases);
    });
  });

  test('groups are one step of a pass, or a whole phase, without gaps', () => {
    always(({ beats }) => {
      beats.forEach((beat, i) => {
        const next = beats[i + 1];
        const sameGroup = next !== undefined && next.group === beat.group;
        expect(beat.lastOfGroup).toBe(!sameGroup);
        if (!next) return;
        expect(next.group - beat.group).toBe(sameGroup ? 0 : 1);
        const stepwise = beat.phase === 'forward' || beat.phase === 'backward';
        expect(sameGroup).toBe(next.phase === beat.phase && (!stepwise || next.t === beat.t));
      });
    });
  });

  test('reveals every value, gradient, contribution and new parameter of the run', () => {
    always(({ model, steps, lossSteps, at }) => {
      for (let t = 1; t <= steps; t++) {
        const names = model.cell.quantities.map((q) => q.name);
        const outputs = lossSteps.includes(t) ? ['logits', 'prediction'] : [];
        for (const name of ['x', ...names, ...outputs]) expect(at(valueId(name, t))).not.toBeNaN();
        for (const name of names) expect(at(gradientId(name, t))).not.toBeNaN();
        for (const p of model.parameters) {
          const used = p.owner !== 'logits' || lossSteps.includes(t);
          expect(Number.isNaN(at(contributionId(p.name, t)))).toBe(!used);
        }
      }
      for (const p of model.parameters) expect(at(updatedId(p.name))).not.toBeNaN();
    });
  });
});

describe('the order', () => {
  test('forward: a quantity is computed after everything it is computed from', () => {
    always(({ model, steps, at, lossSteps }) => {
      for (let t = 1; t <= steps; t++) {
        for (const { from, to } of model.edges) {
          if (to === 'logits' && !lossSteps.includes(t)) continue;
          const source = from.at === 'now' ? t : t - 1;
          if (source === 0) continue;
          expect(at(valueId(from.quantity, source))).toBeLessThan(at(valueId(to, t)));
        }
      }
    });
  });

  test('backward: a gradient is gathered after the gradients of all its uses', () => {
    always(({ model, steps, at, lossSteps }) => {
      for (let t = 1; t <= steps; t++) {
        for (const { name } of model.cell.quantities) {
          const own = at(gradientId(name, t));
          for (const { to } of edgesFrom(model, name, 'now')) {
            if (to === 'logits' && !lossSteps.includes(t)) continue;
            expect(at(gradientId(to, t))).toBeLessThan(own);
          }
          if (t < steps && model.cell.states.includes(name)) {
            expect(at(carriedId(name, t))).toBeLessThan(own);
          }
        }
        if (lossSteps.includes(t)) {
          expect(at(lossId(t))).toBeLessThan(at(gradientId('logits', t)));
          expect(at(gradientId('logits', t))).toBeLessThan(at(localId(t)));
          expect(at(localId(t))).toBeLessThan(at(gradientId(model.cell.output, t)));
        }
      }
    });
  });

  test('what is carried to t − 1 follows every gradient at t that it runs through', () => {
    always(({ model, steps, at }) => {
      for (let t = 2; t <= steps; t++) {
        for (const state of model.cell.states) {
          for (const { to } of edgesFrom(model, state, 'before')) {
            expect(at(gradientId(to, t))).toBeLessThan(at(carriedId(state, t - 1)));
          }
          for (const to of model.cell.states) {
            expect(at(jacobianId(to, t, state))).toBe(at(carriedId(state, t - 1)));
          }
        }
      }
    });
  });

  test('a contribution follows the gradient of the quantity its parameter stands in', () => {
    always(({ model, steps, at, lossSteps }) => {
      for (const { name, owner } of model.parameters) {
        for (let t = 1; t <= steps; t++) {
          if (owner === 'logits' && !lossSteps.includes(t)) continue;
          expect(at(gradientId(owner, t))).toBeLessThan(at(contributionId(name, t)));
        }
      }
    });
  });
});

test('the beats do not depend on any number', () => {
  fc.assert(
    fc.property(smallExperiments, fc.nat(1000), (experiment, seed) => {
      const other: Experiment = {
        ...experiment,
        initialization: { scheme: 'normal', seed, gain: 2 },
      };
      expect(built(other).beats).toEqual(built(experiment).beats);
    }),
    { numRuns: 20 },
  );
});

test('known from its beat on, fresh at its beat, and an entry goes with its whole', () => {
  const experiment = presetOf('sentiment')?.experiment;
  if (experiment === undefined) throw new Error('no preset');
  const { beats, at, model } = built(experiment);
  const reveals = revealsOf(model, beats);
  const whole = valueId('h', 2);
  const entry = entryId(whole, 3);
  for (let position = -1; position < beats.length; position++) {
    for (const id of [whole, entry]) {
      expect(isRevealed(reveals, id, position)).toBe(position >= at(whole));
      expect(isFresh(reveals, id, position)).toBe(position === at(whole));
    }
  }
  expect(isRevealed(reveals, valueId('h', 99), beats.length)).toBe(false);
});

test('what is given is known from the beginning, what is made of it is not', () => {
  always(({ model, beats }) => {
    const reveals = revealsOf(model, beats);
    const known = (id: QuantityId): boolean => isRevealed(reveals, id, -1);
    expect(known(valueId(model.cell.output, 0))).toBe(true);
    expect(known(targetId(1))).toBe(true);
    for (const { name } of model.parameters) {
      expect(known(entryId(name, 1, 1))).toBe(true);
      expect(known(contributionId(name, 1))).toBe(false);
      expect(known(updatedId(name))).toBe(false);
    }
    for (const beat of beats) for (const id of beat.reveals) expect(known(id)).toBe(false);
  });
});
