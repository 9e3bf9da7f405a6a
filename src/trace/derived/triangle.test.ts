// The triangle adds up: cells to rows and columns, both to the total, and the whole of it to the gradient of the engine.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normOf } from '#base/norm.ts';
import { atOnce } from '#base/pieces.ts';
import type { Experiment } from '#config/experiment.ts';
import { runSequence } from '#engine/run.ts';
import { parameterOf } from '#model/model.ts';
import { pathId } from '#model/quantity-id.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import type { Trace } from '#trace/record/trace.ts';
import { contribution } from './contributions.ts';
import { pathCounts } from './path-counts.ts';
import { type PathSubject, pathScopes } from './path-measure.ts';
import { pathsTotal, usesOf } from './path-sums.ts';
import { isPath, pathContribution } from './paths.ts';
import { type TriangleQuestion, triangleOf } from './triangle.ts';

const step = fc.integer({ min: 1, max: 6 });
const questions = fc.record({
  experiment: smallExperiments,
  place: fc.nat(),
  which: fc.nat(),
  scope: fc.constantFrom(...pathScopes),
  from: fc.integer({ min: 1, max: 6 }),
  uses: fc.tuple(step, step),
  mostLosses: fc.integer({ min: 0, max: 5 }),
  hiddenLosses: fc.uniqueArray(step, { maxLength: 2 }),
  hiddenUses: fc.uniqueArray(step, { maxLength: 2 }),
  hiddenPairs: fc.array(fc.tuple(step, step), { maxLength: 3 }),
});
type Drawn = typeof questions extends fc.Arbitrary<infer Value> ? Value : never;

function subjectOf({ model }: Trace, { which, place, scope }: Drawn): PathSubject {
  const shape = model.parameters[which % model.parameters.length] as (typeof model.parameters)[0];
  const row = (place % shape.rows) + 1;
  return { parameter: shape.name, row, column: (place % shape.columns) + 1, scope };
}

function drawn(values: Drawn): { trace: Trace; question: TriangleQuestion } {
  const trace = runSequence(values.experiment, 1);
  const [a, b] = values.uses;
  return {
    trace,
    question: {
      subject: subjectOf(trace, values),
      from: Math.min(values.from, trace.steps + 1),
      uses: { from: Math.min(a, b), to: Math.max(a, b) },
      mostLosses: values.mostLosses,
      hiddenLosses: new Set(values.hiddenLosses),
      hiddenUses: new Set(values.hiddenUses),
      hiddenPaths: new Set(values.hiddenPairs.map(([lossStep, use]) => pathId(lossStep, use))),
    },
  };
}

/** The part of a block of the parameter that the subject speaks of. */
function partOf(trace: Trace, subject: PathSubject, block: Float64Array): readonly number[] {
  const { columns } = parameterOf(trace.model, subject.parameter);
  const row = (subject.row - 1) * columns;
  if (subject.scope === 'matrix') return [...block];
  if (subject.scope === 'row') return [...block.slice(row, row + columns)];
  return [block[row + subject.column - 1] ?? Number.NaN];
}

/** The number of a path by its definition: the block, and the sum of the known ones, written out. */
function numberOf(trace: Trace, { subject, from }: TriangleQuestion, block: Float64Array): number {
  const part = partOf(trace, subject, block);
  if (subject.scope === 'entry') return part[0] ?? Number.NaN;
  const sum = part.map(() => 0);
  for (let t = from; t <= trace.steps; t++) {
    const use = partOf(trace, subject, contribution(trace, subject.parameter, t));
    for (const [i, value] of use.entries()) sum[i] = (sum[i] ?? 0) + value;
  }
  const norm = normOf(sum);
  return norm === 0 ? 0 : part.reduce((dot, value, i) => dot + (value * (sum[i] ?? 0)) / norm, 0);
}

const tolerance = 1e-9;
const close = (actual: number | null, expected: number): void => {
  expect(actual).not.toBeNull();
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThan(
    tolerance * (1 + Math.abs(expected)),
  );
};

/** Σ over the paths that are known, switched on, and chosen. */
function bruteSum(
  trace: Trace,
  question: TriangleQuestion,
  chosen: (lossStep: number, use: number) => boolean,
): number {
  const { subject, from, hiddenLosses, hiddenUses, hiddenPaths } = question;
  let sum = 0;
  for (const lossStep of trace.lossSteps) {
    for (let t = from; t <= lossStep; t++) {
      const off =
        hiddenLosses.has(lossStep) || hiddenUses.has(t) || hiddenPaths.has(pathId(lossStep, t));
      if (off || !isPath(trace.model, subject.parameter, lossStep, t)) continue;
      if (!chosen(lossStep, t)) continue;
      sum += numberOf(trace, question, pathContribution(trace, lossStep, t, subject.parameter));
    }
  }
  return sum;
}

describe('the triangle of paths', () => {
  it('has the numbers of the paths, and sums of those that are known and switched on', () => {
    fc.assert(
      fc.property(questions, (values) => {
        const { trace, question } = drawn(values);
        const triangle = atOnce(triangleOf(trace, question));
        const { parameter } = question.subject;
        for (const { lossStep, cells, sum } of triangle.rows) {
          cells.forEach((cell, i) => {
            const t = triangle.uses[i] ?? 0;
            expect(cell !== null).toBe(isPath(trace.model, parameter, lossStep, t));
            if (cell === null) return;
            expect(cell.value === null).toBe(t < question.from);
            if (cell.value === null) return;
            const block = pathContribution(trace, lossStep, t, parameter);
            close(cell.value, numberOf(trace, question, block));
          });
          if (lossStep < question.from) expect(sum).toBeNull();
          else
            close(
              sum,
              bruteSum(trace, question, (loss) => loss === lossStep),
            );
        }
        triangle.uses.forEach((t, i) => {
          const sum = triangle.sums[i] ?? null;
          if (t < question.from) expect(sum).toBeNull();
          else
            close(
              sum,
              bruteSum(trace, question, (_, use) => use === t),
            );
        });
        if (question.from > trace.steps) expect(triangle.total).toBeNull();
        else
          close(
            triangle.total,
            bruteSum(trace, question, () => true),
          );
        expect(atOnce(pathsTotal(trace, question))).toBe(triangle.total ?? 0);
      }),
    );
  });

  it('leaves nothing out: what has no row or column is in the lines beside them', () => {
    fc.assert(
      fc.property(questions, (values) => {
        const { trace, question } = drawn(values);
        const triangle = atOnce(triangleOf(trace, question));
        const total = triangle.total ?? 0;
        const shownUses = new Set(triangle.uses);
        const shownLosses = new Set(triangle.rows.map((row) => row.lossStep));
        close(
          triangle.outside ?? 0,
          bruteSum(trace, question, (_, t) => !shownUses.has(t)),
        );
        expect(triangle.hasOtherUses).toBe(
          usesOf(trace, question.subject.parameter).some((t) => !shownUses.has(t)),
        );
        expect(triangle.otherLosses === null).toBe(shownLosses.size === trace.lossSteps.length);
        const others = triangle.otherLosses;
        const ofRows = triangle.rows.reduce((sum, row) => sum + (row.sum ?? 0), 0);
        close(ofRows + (others?.sum ?? 0), total);
        close(
          others?.sum ?? 0,
          bruteSum(trace, question, (loss) => !shownLosses.has(loss)),
        );
        triangle.uses.forEach((t, i) => {
          const sum = others?.sums[i] ?? null;
          if (sum === null) return;
          close(
            sum,
            bruteSum(trace, question, (loss, use) => use === t && !shownLosses.has(loss)),
          );
        });
        const corner = bruteSum(
          trace,
          question,
          (loss, use) => !shownLosses.has(loss) && !shownUses.has(use),
        );
        close(others?.outside ?? 0, corner);
      }),
    );
  });

  it('is the gradient where everything is known and on: of an entry itself, of rows and matrices its norm', () => {
    fc.assert(
      fc.property(questions, (values) => {
        const { trace, question } = drawn(values);
        const on = { hiddenLosses: new Set<number>(), hiddenUses: new Set<number>() };
        const all = { ...question, ...on, hiddenPaths: new Set<string>(), from: 1 };
        const { offset, rows, columns } = parameterOf(trace.model, question.subject.parameter);
        const gradient = trace.gradient.subarray(offset, offset + rows * columns);
        const part = partOf(trace, question.subject, gradient);
        const expected = question.subject.scope === 'entry' ? part[0] : normOf(part);
        close(atOnce(triangleOf(trace, all)).total, expected ?? Number.NaN);
      }),
    );
  });

  it('counts its paths: all, known, switched on', () => {
    fc.assert(
      fc.property(questions, (values) => {
        const { trace, question } = drawn(values);
        const { subject, from, hiddenLosses, hiddenUses, hiddenPaths } = question;
        const whole = { ...question, uses: { from: 1, to: trace.steps }, mostLosses: 9 };
        const cells = atOnce(triangleOf(trace, whole)).rows.flatMap((row) =>
          row.cells.filter((cell) => cell !== null),
        );
        const known = cells.filter((cell) => cell.value !== null);
        const switches = { hiddenLosses, hiddenUses, hiddenPaths };
        expect(pathCounts(trace, subject.parameter, from, switches)).toEqual({
          all: cells.length,
          known: known.length,
          on: known.filter((cell) => !cell.off).length,
        });
      }),
    );
  });

  it('marks what truncation cuts', () => {
    const [experiment] = fc.sample(smallExperiments, { numRuns: 1, seed: 4 }) as [Experiment];
    const sequences = [
      {
        inputs: [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
        targets: [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
      },
    ];
    const truncation = { kind: 'window', steps: 2 } as const;
    const cut: Experiment = {
      ...experiment,
      model: { ...experiment.model, head: 'linear', outputSize: 2 },
      parameters: undefined,
      data: { sequences },
      training: { ...experiment.training, truncation },
    };
    const trace = runSequence(cut, 1);
    const parameter = trace.model.parameters[0]?.name ?? '';
    const question: TriangleQuestion = {
      subject: { parameter, row: 1, column: 1, scope: 'entry' },
      from: 1,
      uses: { from: 1, to: 3 },
      mostLosses: 24,
      hiddenLosses: new Set(),
      hiddenUses: new Set(),
      hiddenPaths: new Set(),
    };
    const { rows } = atOnce(triangleOf(trace, question));
    const marks = rows.map(({ cells }) => cells.map((cell) => cell?.cut ?? null));
    expect(marks).toEqual([
      [false, null, null],
      [false, false, null],
      [true, false, false],
    ]);
  });
});
