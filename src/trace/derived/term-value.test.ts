// The terms of a quantity add up to what the engine computed, for every cell.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runSequence } from '#engine/run.ts';
import { gatedExperiment, gatedModel } from '#testing/minimal-gated-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { sourceValue } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';
import { sumOfParts } from './roads.ts';
import { factorValue, termValue } from './term-value.ts';

function expectTermsAddUp(trace: Trace): void {
  for (let t = 1; t <= trace.steps; t++) {
    for (const { name, terms } of trace.model.cell.quantities) {
      const sum = sumOfParts(terms.map((_, i) => termValue(trace, name, i, t)));
      const [only] = terms;
      const isMap = terms.length === 1 && only?.kind === 'product' && only.factors.length === 1;
      const edge = trace.model.edges.find((e) => e.to === name);
      if (isMap && edge) expect(factorValue(trace, edge, t)).toEqual(sum);
      sourceValue(trace, { quantity: name, at: 'now' }, t).forEach((value, i) => {
        expect(Math.abs((sum[i] ?? Number.NaN) - value)).toBeLessThan(
          1e-12 * Math.max(1, Math.abs(value)),
        );
      });
    }
  }
}

it('terms add up to their quantity', () => {
  fc.assert(
    fc.property(smallExperiments, (experiment) => expectTermsAddUp(runSequence(experiment, 1))),
    { numRuns: 40 },
  );
  expectTermsAddUp(runSequence(gatedExperiment, 1, gatedModel));
});
