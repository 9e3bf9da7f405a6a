// The lengths of gradients over time, where they are known by hand and against the numbers of the run.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSequence } from '#engine/run.ts';
import { growing } from '#testing/linear-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { startTrace } from '#trace/record/chunk.ts';
import { remainingShare, runNorms } from './gradient-norms.ts';

describe('the lengths of gradients', () => {
  it('are Euclidean, for the output and for every further state', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => {
        const trace = runSequence(experiment, 1);
        const { output, states } = trace.model.cell;
        const { output: norms, further } = runNorms(trace);
        expect(further.map(({ state }) => state)).toEqual(states.filter((s) => s !== output));
        for (const found of [{ state: output, norms }, ...further]) {
          const block = trace.gradients[found.state] ?? [];
          const size = block.length / trace.steps;
          expect(found.norms.length).toBe(trace.steps);
          for (const [i, norm] of found.norms.entries()) {
            expect(norm).toBeCloseTo(Math.hypot(...block.slice(i * size, (i + 1) * size)), 12);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('shrink by the weight at every step back in a single linear unit', () => {
    const { output } = runNorms(runSequence(growing(6, 0.5), 1));
    expect(remainingShare(output, 6, 1)).toBeCloseTo(0.5 ** 5, 14);
    expect(remainingShare(output, 4, 3)).toBeCloseTo(0.5, 14);
  });

  it('are not there before they are computed, and no share of nothing is given', () => {
    const { output } = runNorms(startTrace(growing(4, 0.5), 1));
    expect([...output]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(remainingShare(output, 4, 1)).toBeNull();
    expect(remainingShare(Float64Array.of(1, 0), 2, 1)).toBeNull();
    expect(remainingShare(Float64Array.of(0, 2), 2, 1)).toBe(0);
    expect(remainingShare(Float64Array.of(1, 2), 2, 0)).toBeNull();
  });
});
