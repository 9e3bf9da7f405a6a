// Of a truncated run the formulas of sum, norm, truncation, clipping and update tell the numbers that the update takes.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Experiment } from '#config/experiment.ts';
import { runSequence } from '#engine/run.ts';
import { standard } from '#model/notation.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type EquationLine, isNote } from './derivation.ts';
import { derivationOf } from './derivation-of.ts';
import { valueIfComputed } from './evaluate.ts';

const truncated = fc
  .record({
    experiment: smallExperiments,
    kind: fc.constantFrom('window' as const, 'chunk' as const),
    steps: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ experiment, kind, steps }): Experiment => {
    const training = { ...experiment.training, truncation: { kind, steps }, batchSize: 1 };
    return { ...experiment, training };
  });

function close(found: Float64Array, wanted: Float64Array): void {
  const size = Math.hypot(...wanted);
  expect(found.length).toBe(wanted.length);
  wanted.forEach((value, i) => {
    expect(Math.abs((found[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-10 * size + 1e-13);
  });
}

function equations(trace: Trace, kind: string, parameter?: string): readonly EquationLine[] {
  const beat = buildBeats(trace.experiment, trace.model, 1).find(
    ({ operation }) =>
      operation.kind === kind &&
      (parameter === undefined || ('parameter' in operation && operation.parameter === parameter)),
  );
  if (!beat) throw new Error(`no beat ${kind}`);
  return derivationOf(trace, beat, standard).lines.filter(
    (line): line is EquationLine => !isNote(line),
  );
}

/** The numbers of a line: what it works out to. */
function numbersOfLine(trace: Trace, line: EquationLine | undefined): Float64Array {
  return (line && valueIfComputed(line.right, trace)?.data) ?? new Float64Array(0);
}

test('sums, norm and update are told of what truncation leaves', () => {
  fc.assert(
    fc.property(truncated, (experiment) => {
      const trace = runSequence(experiment, 1);
      const { update, truncated: left, model } = trace;
      fc.pre(update !== null && left !== null);
      if (update === null || left === null) return;
      for (const { name, offset, rows, columns } of model.parameters) {
        const wanted = left.gradient.slice(offset, offset + rows * columns);
        const lines = equations(trace, 'sum', name);
        const [first] = lines;
        // The rule, worked out, and its result, where the sum itself has one.
        close(
          numbersOfLine(
            trace,
            lines.find(({ role }) => role === 'result'),
          ),
          wanted,
        );
        close(numbersOfLine(trace, lines.find(({ role }) => role === 'numbers') ?? first), wanted);
      }
      const [norm] = equations(trace, 'norm').filter(({ role }) => role === 'result');
      close(numbersOfLine(trace, norm), Float64Array.of(Math.hypot(...left.gradient)));
      close(update.gradient, left.gradient);
      for (const { name, offset, rows, columns } of model.parameters) {
        const [, worked] = equations(trace, 'update', name).filter(
          ({ mode }) => mode === 'numbers',
        );
        const found = numbersOfLine(trace, worked);
        const after = update.parameters.slice(offset, offset + rows * columns);
        if (found.length === after.length) close(found, after);
      }
    }),
    { numRuns: 40 },
  );
});
