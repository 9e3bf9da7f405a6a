// Edges between single units: read from the declaration, and their gradients add up to what the engine carried back.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSequence } from '#engine/run.ts';
import { buildModel } from '#model/model.ts';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { rowOf } from '#trace/record/trace.ts';
import { joinFlow, joinSize, weightNumbers } from './join-numbers.scene.ts';
import { spreadPlaces, strongestPlaces } from './strongest.scene.ts';
import { unitJoins } from './unit-joins.scene.ts';

describe('joins', () => {
  const joinsOf = (cell: string): string[] =>
    unitJoins(buildModel(experimentOf(cell, 3, 2).model)).map(
      ({ from, to, weight, diagonal }) =>
        `${from.quantity}${from.at === 'before' ? '₋' : ''}>${to} ${weight?.name ?? (diagonal ? 'diagonal' : 'dense')}`,
    );

  it('of a vanilla cell are its matrices', () => {
    expect(joinsOf('rnn')).toEqual(['x>h W_xh', 'h₋>h W_hh', 'h>logits W_hy']);
  });

  it('of gated cells are Jacobians; the road of the cell state joins each unit to itself', () => {
    expect(joinsOf('gru')).toEqual(['x>h dense', 'h₋>h dense', 'h>logits W_hy']);
    expect(joinsOf('lstm').toSorted()).toEqual(
      [
        ...['x>c dense', 'x>h dense', 'c₋>c diagonal', 'c₋>h diagonal'],
        ...['h₋>c dense', 'h₋>h dense', 'h>logits W_hy'],
      ].toSorted(),
    );
  });
});

describe('the gradient over the edges', () => {
  it('that leave a unit is what is carried back to it, for random nets of every cell', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => {
        const trace = runSequence(experiment, 1);
        const size = experiment.model.hiddenSize;
        for (const state of trace.model.cell.states) {
          for (let t = 2; t <= trace.steps; t++) {
            const sum = columnSums(
              trace,
              (j) => j.kind === 'state' && j.from.quantity === state,
              t,
            );
            const carried = rowOf(trace.carried[state] ?? new Float64Array(0), t - 1, size);
            for (const [j, value] of carried.entries()) expect(sum[j] ?? 0).toBeCloseTo(value, 12);
          }
        }
        for (const t of trace.lossSteps) {
          const sum = columnSums(trace, (join) => join.kind === 'output', t);
          const local = rowOf(trace.local, t, size);
          for (const [j, value] of local.entries()) expect(sum[j]).toBeCloseTo(value, 12);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of a vanilla cell is the weight, times the slope, times the gradient of the unit', () => {
    const { trace } = runOf(experimentOf('rnn', 3, 4));
    const join = unitJoins(trace.model).find(({ kind }) => kind === 'state');
    if (!join?.weight) throw new Error('no recurrent matrix');
    const weights = weightNumbers(trace, join.weight).entries;
    const behind = rowOf(trace.gradients.a ?? new Float64Array(0), 3, 3);
    joinFlow(trace, join, 3).entries.forEach((value, place) => {
      const expected = (weights[place] ?? 0) * (behind[Math.floor(place / 3)] ?? 0);
      expect(value).toBeCloseTo(expected, 14);
    });
  });

  /** Summed over the units that the edges of these joins lead to. */
  function columnSums(
    trace: ReturnType<typeof runSequence>,
    which: (join: ReturnType<typeof unitJoins>[number]) => boolean,
    t: number,
  ): readonly number[] {
    const sums: number[] = [];
    for (const join of unitJoins(trace.model).filter(which)) {
      const { columns } = joinSize(trace, join);
      joinFlow(trace, join, t).entries.forEach((value, place) => {
        const j = place % columns;
        sums[j] = (sums[j] ?? 0) + value;
      });
    }
    return sums;
  }
});

describe('the strongest of many', () => {
  const entries = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 60 });

  it('are those that sorting finds', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 70 }), (numbers, most) => {
        const places = strongestPlaces(numbers, most);
        const sizes = numbers.map(Math.abs).toSorted((a, b) => b - a);
        const wanted = numbers.length <= most ? sizes : sizes.slice(0, most).filter((s) => s > 0);
        const found = places.map((place) => Math.abs(numbers[place] ?? Number.NaN));
        expect(found.toSorted((a, b) => b - a)).toEqual(wanted);
        expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
      }),
    );
  });

  it('before there are numbers are some of all, spread over them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 60 }),
        (count, most) => {
          const places = spreadPlaces(count, most);
          expect(places.length).toBeLessThanOrEqual(Math.min(count, Math.max(most, 1)));
          expect(new Set(places).size).toBe(places.length);
          for (const place of places) expect(place).toBeLessThan(count);
          if (count > 4 * most && most > 8) {
            const half = places.filter((place) => place < count / 2).length;
            expect(Math.abs(half - most / 2)).toBeLessThan(most / 4);
          }
        },
      ),
    );
  });
});
