// Sums over a long run, from wherever they are walked on, are the sums of the contributions.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { contribution, contributionNorm } from '#trace/derived/contributions.ts';
import {
  contributionEntries,
  contributionNorms,
  contributionSum,
  prepareSums,
} from './contribution-series.scene.ts';

describe.each(['rnn', 'lstm', 'gru'])('the contributions of a long %s', (cell) => {
  const { trace } = runOf(experimentOf(cell, 2, 70));

  it('have the size and the entries of each of them', () => {
    for (const parameter of trace.model.parameters) {
      const norms = contributionNorms(trace, parameter);
      const entries = contributionEntries(trace, parameter, 1);
      for (let t = 1; t <= trace.steps; t++) {
        const exact = contributionNorm(trace, parameter.name, t);
        expect(norms[t - 1]).toBeCloseTo(exact, 12);
        expect(Math.hypot(...contribution(trace, parameter.name, t))).toBeCloseTo(exact, 12);
        expect(entries[t - 1]).toBe(contribution(trace, parameter.name, t)[1] ?? 0);
      }
    }
  });

  it('add up the same, whatever was asked for before', () => {
    const [parameter] = trace.model.parameters.filter((p) => p.source?.at === 'before');
    if (!parameter) throw new Error('no recurrent parameter');
    const exact = (from: number): Float64Array => {
      const sum = new Float64Array(parameter.rows * parameter.columns);
      for (let t = trace.steps; t >= from; t--) {
        contribution(trace, parameter.name, t).forEach((part, i) => {
          sum[i] = (sum[i] ?? 0) + part;
        });
      }
      return sum;
    };
    const asked = fc.array(fc.integer({ min: 1, max: trace.steps }), { minLength: 1 });
    fc.assert(
      fc.property(asked, fc.boolean(), (steps, prepared) => {
        const run = { ...trace, gradients: { ...trace.gradients } };
        if (prepared) for (const _ of prepareSums(run));
        // Added in the same order: equal to the last bit.
        for (const t of steps) expect(contributionSum(run, parameter, t)).toEqual(exact(t));
      }),
      { numRuns: 30 },
    );
  });
});
