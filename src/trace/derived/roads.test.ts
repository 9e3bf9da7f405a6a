// The roads of a gradient: for any cell they add up to the whole, and so do the Jacobians by road.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '#config/experiment.ts';
import { runSequence } from '#engine/run.ts';
import { buildModel, type Model } from '#model/model.ts';
import { gatedExperiment, gatedModel } from '#testing/minimal-gated-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';
import { jacobian } from './jacobian.ts';
import {
  detours,
  detoursOf,
  isStraight,
  jacobianByRoad,
  type Road,
  roadParts,
  roadsBetween,
  roadsOf,
  shareOfWhole,
  sumOfParts,
} from './roads.ts';

/** Within `relative` of the largest number that is added up. */
function expectSum(
  parts: readonly Float64Array[],
  whole: ArrayLike<number>,
  relative: number,
): void {
  const sum = sumOfParts(parts);
  const size = Math.max(1e-300, ...parts.flatMap((part) => Array.from(part, Math.abs)));
  for (let i = 0; i < whole.length; i++) {
    const gap = Math.abs((sum[i] ?? 0) - (whole[i] as number));
    if (!(gap <= relative * size)) expect.fail(`${sum[i]}, not ${whole[i]}`);
  }
}

function expectRoadsAddUp(trace: Trace): void {
  for (let t = 1; t <= trace.steps; t++) {
    for (const state of trace.model.cell.states) {
      const whole = gradientAt(trace, state, t);
      const vectors = roadParts(trace, state, t).map((part) => part.vector);
      expectSum(vectors, whole, 1e-12);
      const sum = sumOfParts(vectors);
      const shares = vectors.map((vector) => shareOfWhole(vector, sum));
      if (shares.length === 0 || shares.includes(null)) continue;
      const scale = Math.max(1, ...shares.map((share) => Math.abs(share ?? 0)));
      const total = shares.reduce<number>((added, share) => added + (share ?? 0), 0);
      expect(Math.abs(total - 1) / scale).toBeLessThan(1e-12);
    }
  }
}

function expectJacobiansAddUp(trace: Trace): void {
  const { states } = trace.model.cell;
  for (let t = 1; t <= trace.steps; t++) {
    for (const to of states) {
      for (const from of states) {
        const parts = jacobianByRoad(trace, t, to, from).map((part) => part.entries);
        expectSum(parts, jacobian(trace, t, to, from), 1e-12);
        if (to !== from) continue;
        const roads = jacobianByRoad(trace, t, to, from).map((part) => part.road);
        expect(roads).toEqual(roadsBetween(trace.model, to));
        if (t < 2) continue;
        const over = detours(trace, t, to, from).map((part) => part.over);
        expect(over).toEqual(detoursOf(trace.model, to));
      }
    }
  }
}

/** A random experiment for the cell that stands in no list. */
const gatedExperiments: fc.Arbitrary<Experiment> = fc
  .record({ seed: fc.nat(1000), gain: fc.double({ min: 0.2, max: 4, noNaN: true }) })
  .map(({ seed, gain }) => ({
    ...gatedExperiment,
    initialization: { scheme: 'xavier-uniform' as const, seed, gain },
  }));

describe('the parts by road', () => {
  it('add up to the gradient of every state, for random cells, and their shares to 1', () => {
    fc.assert(fc.property(smallExperiments, (e) => expectRoadsAddUp(runSequence(e, 1))));
  });

  it('add up for a cell that stands in no list', () => {
    fc.assert(
      fc.property(gatedExperiments, (e) => expectRoadsAddUp(runSequence(e, 1, gatedModel))),
      { numRuns: 30 },
    );
  });

  it('of the Jacobians add up to them', () => {
    fc.assert(
      fc.property(smallExperiments, (e) => expectJacobiansAddUp(runSequence(e, 1))),
      { numRuns: 50 },
    );
    expectJacobiansAddUp(runSequence(gatedExperiment, 1, gatedModel));
  });

  it('have no share in a whole of length 0', () => {
    expect(shareOfWhole(new Float64Array(2), new Float64Array(2))).toBeNull();
    expect(shareOfWhole(Float64Array.of(-1, 0), Float64Array.of(2, 0))).toBe(-0.5);
  });
});

describe('the total derivative between cell states', () => {
  it('is the straight road and the detour over the hidden state, as nudging the cell state shows', () => {
    const trace = runSequence(
      { ...gatedExperiment, model: { ...gatedExperiment.model, cell: 'lstm' } },
      1,
    );
    const t = 3;
    const straight = jacobianByRoad(trace, t, 'c', 'c');
    const over = detours(trace, t, 'c', 'c');
    expect(straight.map(({ road }) => road.number)).toEqual([1]);
    expect(over.map((part) => part.over)).toEqual(['h']);
    const total = sumOfParts([...straight, ...over].map((part) => part.entries));
    // h_{t−1} and then c_t, from a nudged c_{t−1}: a run that starts there, with nothing else changed.
    const after = (c: Float64Array): Float64Array => {
      const row = (name: string) => trace.values[name]?.subarray((t - 2) * 3, (t - 1) * 3) ?? [];
      const h = Array.from(c, (value, i) => (row('o')[i] ?? 0) * Math.tanh(value));
      const data = gatedExperiment.data.sequences[0];
      const inputs = data && 'inputs' in data ? (data.inputs ?? []).slice(t - 1) : [];
      const experiment = {
        ...trace.experiment,
        parameters: undefined,
        initialState: { c: [...c], h },
        data: { sequences: [{ inputs, targets: inputs.map(() => 0) }] },
      } as Experiment;
      return runSequence(experiment, 1).values.c?.slice(0, 3) ?? new Float64Array(0);
    };
    const at = trace.values.c?.slice((t - 2) * 3, (t - 1) * 3) ?? new Float64Array(0);
    for (let unit = 0; unit < 3; unit++) {
      const [more, less] = [1e-6, -1e-6].map((by) =>
        after(at.map((value, i) => (i === unit ? value + by : value))),
      );
      for (let row = 0; row < 3; row++) {
        const slope = ((more?.[row] ?? 0) - (less?.[row] ?? 0)) / 2e-6;
        expect(total[row * 3 + unit]).toBeCloseTo(slope, 8);
      }
    }
  });
});

describe('the numbers of the roads', () => {
  const told = ({ number, state, edge, passes, ends, scaledBy }: Road): string =>
    [
      number,
      `${state}${edge.from.at === 'before' ? '₋' : ''}`,
      ...passes,
      ends.join('+'),
      ...scaledBy,
    ].join(' ');
  const of = (cell: string): readonly string[] => roadsOf(modelOf(cell)).map(told);
  const modelOf = (cell: string): Model =>
    buildModel({ ...gatedExperiment.model, cell, activation: undefined });

  it('start with the straight ones', () => {
    expect(of('lstm')).toEqual([
      '1 c₋ c f',
      '2 h₋ a_f f c',
      '3 h₋ a_i i c',
      '4 h₋ a_g g c',
      '5 h₋ a_o o h',
      '6 c h o',
      '7 h logits',
    ]);
    expect(of('gru')).toEqual([
      '1 h₋ h z',
      '2 h₋ a_z z h',
      '3 h₋ a_r r a_n n h',
      '4 h₋ m_n a_n n h',
      '5 h logits',
    ]);
    expect(of('rnn')).toEqual(['1 h₋ a h', '2 h logits']);
  });

  it('of a cell that branches name all that they pass', () => {
    expect(roadsOf(gatedModel).map(told)).toEqual([
      '1 T₋ T z',
      '2 T₋ x1 z loss y local T',
      '3 T₋ loss y local T z',
      '4 T logits',
    ]);
    expect(roadsOf(gatedModel).filter(isStraight)).toHaveLength(1);
  });
});
