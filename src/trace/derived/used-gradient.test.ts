// What is told as used is what the engine's truncated pass leaves, and what the update takes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment, Truncation } from '#config/experiment.ts';
import { runSequence } from '#engine/run.ts';
import { parameterGradientId } from '#model/quantity-id.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { truncatedFromPaths } from '#testing/truncated-from-paths.ts';
import type { Trace } from '#trace/record/trace.ts';
import { numbersOf, usedNumbersOf } from './numbers-of.ts';
import { usedTotal } from './path-measure.ts';
import { pathGradient, reaches } from './paths.ts';
import {
  droppedSteps,
  shareUsed,
  usedContribution,
  usedContributionEntry,
  usedContributionNorm,
  usedGradient,
  usedGradientAt,
} from './used-gradient.ts';

const truncations = fc.record({
  kind: fc.constantFrom('window' as const, 'chunk' as const),
  steps: fc.integer({ min: 1, max: 6 }),
});

function withTruncation(experiment: Experiment, truncation: Truncation): Experiment {
  return { ...experiment, training: { ...experiment.training, truncation, batchSize: 1 } };
}

const truncatedRuns = fc
  .tuple(smallExperiments, truncations)
  .map(([experiment, truncation]) => runSequence(withTruncation(experiment, truncation), 1))
  .filter(({ overflow }) => overflow === null);

function eachUse(trace: Trace, look: (parameter: string, t: number, offset: number) => void): void {
  for (const { name, offset } of trace.model.parameters) {
    for (let t = 1; t <= trace.steps; t++) look(name, t, offset);
  }
}

/** Equal but for the rounding of sums in another order. */
function agree(found: ArrayLike<number>, wanted: ArrayLike<number>): void {
  const size = Math.hypot(...Array.from(wanted));
  expect(found.length).toBe(wanted.length);
  Array.from(wanted).forEach((value, i) => {
    expect(Math.abs((found[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-10 * size + 1e-13);
  });
}

describe('what the update uses', () => {
  it('is the sum of the contributions used, of the paths kept, and what the update takes', () => {
    fc.assert(
      fc.property(truncatedRuns, (trace) => {
        const sum = new Float64Array(trace.model.parameterCount);
        eachUse(trace, (name, t, offset) => {
          usedContribution(trace, name, t).forEach((part, i) => {
            sum[offset + i] = (sum[offset + i] ?? 0) + part;
          });
        });
        const used = usedGradient(trace);
        expect(used).toBe(trace.truncated?.gradient);
        agree(sum, used);
        agree(truncatedFromPaths(trace, trace.truncated as NonNullable<Trace['truncated']>), used);
        agree(trace.update?.gradient ?? [], used);
        for (const { name, columns, offset } of trace.model.parameters) {
          const subject = { parameter: name, row: 1, column: columns, scope: 'entry' } as const;
          agree([usedTotal(trace, subject, 1)], [used[offset + columns - 1] ?? Number.NaN]);
          const shown = usedNumbersOf(trace, parameterGradientId(name))?.data ?? [];
          agree(shown, used.subarray(offset, offset + shown.length));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('at a step is what the losses send that reach it; where none does it is dropped, and zero', () => {
    fc.assert(
      fc.property(truncatedRuns, (trace) => {
        const { truncation } = trace.experiment.training;
        if (truncation === null) throw new Error('no truncation');
        const owners = new Set(trace.model.parameters.map(({ owner }) => owner));
        owners.delete('logits');
        for (const owner of owners) {
          for (let t = 1; t <= trace.steps; t++) {
            const later = trace.lossSteps.filter((step) => step >= t);
            const kept = later.filter((step) => reaches(truncation, step, t));
            const used = usedGradientAt(trace, owner, t);
            const sum = new Float64Array(used.length);
            for (const step of kept) {
              pathGradient(trace, step, owner, t).forEach((part, i) => {
                sum[i] = (sum[i] ?? 0) + part;
              });
            }
            agree(used, sum);
            const use = shareUsed(trace, t);
            expect(use === 'whole').toBe(kept.length === later.length);
            expect(use === 'dropped').toBe(kept.length === 0 && later.length > 0);
            expect(droppedSteps(trace).includes(t)).toBe(use === 'dropped');
            if (use === 'dropped') expect(used.every((entry) => entry === 0)).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has entries and norms that are those of its matrices', () => {
    fc.assert(
      fc.property(truncatedRuns, (trace) => {
        eachUse(trace, (name, t) => {
          const whole = usedContribution(trace, name, t);
          agree([usedContributionNorm(trace, name, t)], [Math.hypot(...whole)]);
          whole.forEach((entry, place) => {
            expect(usedContributionEntry(trace, name, t, place)).toBe(entry);
          });
        });
      }),
      { numRuns: 20 },
    );
  });

  it('is all of the gradient where nothing is truncated', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => {
        const trace = runSequence(withTruncation(experiment, null), 1);
        fc.pre(trace.overflow === null);
        expect(usedGradient(trace)).toBe(trace.gradient);
        expect(droppedSteps(trace)).toEqual([]);
        for (const { name } of trace.model.parameters) {
          expect(usedNumbersOf(trace, parameterGradientId(name))).toBeNull();
          expect(numbersOf(trace, parameterGradientId(name))).not.toBeNull();
        }
      }),
      { numRuns: 20 },
    );
  });
});
