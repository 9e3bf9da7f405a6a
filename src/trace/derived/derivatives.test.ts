// Jacobians, contributions, paths and slopes of a trace, against finite differences and against each other.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { runSequence } from '#engine/run.ts';
import { type Model, sizeOf } from '#model/model.ts';
import { gatedExperiment, gatedModel } from '#testing/minimal-gated-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { truncatedFromPaths } from '#testing/truncated-from-paths.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { gradientAt, sourceValue } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { contribution, contributionEntry } from './contributions.ts';
import { jacobian } from './jacobian.ts';
import { edgeSlope, edgeWeight } from './local-derivative.ts';
import { pathContribution, pathContributionEntry, pathGradient, reaches } from './paths.ts';

function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [actual[i] as number, expected[i] as number];
    if (!(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)))) expect.fail(`${a}, not ${b}`);
  }
}

/** The same run with one unit of a state before step 1 moved. */
function withInitial(
  experiment: Experiment,
  trace: Trace,
  state: string,
  unit: number,
  by: number,
) {
  const moved = Object.fromEntries(
    Object.entries(trace.initial).map(([name, value]) => {
      return [name, Array.from(value, (x, i) => (name === state && i === unit ? x + by : x))];
    }),
  );
  return runSequence({ ...experiment, initialState: moved }, trace.sequence, trace.model);
}

const cases: readonly (readonly [string, Experiment, Model | undefined])[] = [
  ...variedExperiments.map(([title, experiment]) => [title, experiment, undefined] as const),
  ['a cell that stands in no list', gatedExperiment, gatedModel],
];

describe.each(cases)('%s', (_, experiment, model) => {
  const trace = runSequence(experiment, 1, model);
  const { states } = trace.model.cell;
  const size = trace.model.specification.hiddenSize;

  it('has the Jacobians of central differences', () => {
    const step = 1e-6;
    for (const from of states) {
      for (let unit = 0; unit < size; unit++) {
        const [more, less] = [step, -step].map((by) =>
          withInitial(experiment, trace, from, unit, by),
        );
        for (const to of states) {
          const column = Array.from({ length: size }, (_unit, i) => {
            return (at(more, to, i) - at(less, to, i)) / (2 * step);
          });
          const entries = jacobian(trace, 1, to, from);
          expectClose(
            column,
            column.map((_value, i) => entries[i * size + unit] as number),
            1e-7,
          );
        }
      }
    }
  });

  it('carries gradients by its Jacobians', () => {
    for (let t = 2; t <= trace.steps; t++) {
      for (const from of states) {
        const carried = new Float64Array(size);
        for (const to of states) {
          const total =
            to === trace.model.cell.output ? gradientAt(trace, to, t) : carriedAt(trace, to, t);
          const entries = jacobian(trace, t, to, from);
          entries.forEach((entry, i) => {
            const j = i % size;
            carried[j] = (carried[j] as number) + entry * (total[Math.floor(i / size)] as number);
          });
        }
        expectClose(carried, carriedAt(trace, from, t - 1), 1e-12);
      }
    }
  });

  it('has elementwise slopes that gather the gradient of every quantity', () => {
    for (let t = 1; t <= trace.steps; t++) {
      for (const { name } of trace.model.cell.quantities) {
        const gathered = new Float64Array(sizeOf(trace.model, name));
        const add = (part: (i: number) => number) => {
          gathered.forEach((value, i) => {
            gathered[i] = value + part(i);
          });
        };
        if (states.includes(name)) add((i) => carriedAt(trace, name, t)[i] as number);
        for (const edge of trace.model.edges) {
          if (edge.from.quantity !== name || edge.from.at !== 'now') continue;
          const gradient = gradientAt(trace, edge.to, t);
          if (edge.kind === 'elementwise') {
            const slope = edgeSlope(trace, edge, t);
            add((i) => (slope[i] as number) * (gradient[i] as number));
          } else {
            const weight = edgeWeight(trace, edge);
            const back = (i: number) =>
              gradient.reduce(
                (sum, g, row) => sum + g * (weight[row * gathered.length + i] as number),
                0,
              );
            add(back);
          }
        }
        expectClose(gathered, gradientAt(trace, name, t), 1e-12);
      }
    }
  });
});

function at(trace: Trace | undefined, quantity: string, unit: number): number {
  return present(trace?.values[quantity]?.[unit], quantity);
}

/** What arrives at a state of step t from step t + 1. */
function carriedAt(trace: Trace, state: string, t: number): Float64Array {
  const block = present(trace.carried[state], state);
  return rowOf(block, t, trace.model.specification.hiddenSize);
}

describe('of any small run', () => {
  it('contributions add up to the gradient, and so do paths', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => {
        const trace = runSequence(experiment, 1);
        for (const { name, offset, rows, columns } of trace.model.parameters) {
          const gradient = trace.gradient.slice(offset, offset + rows * columns);
          const overSteps = new Float64Array(rows * columns);
          const overPaths = new Float64Array(rows * columns);
          for (let t = 1; t <= trace.steps; t++) {
            add(overSteps, contribution(trace, name, t));
            for (const lossStep of trace.lossSteps) {
              if (t <= lossStep) add(overPaths, pathContribution(trace, lossStep, t, name));
            }
          }
          expectClose(overSteps, gradient, 1e-11);
          expectClose(overPaths, gradient, 1e-11);
        }
      }),
    );
  });

  it('one entry of a contribution is the entry of the whole', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => {
        const trace = runSequence(experiment, 1);
        const [lossStep = 1] = trace.lossSteps;
        for (const { name, rows, columns } of trace.model.parameters) {
          const places = Array.from({ length: rows * columns }, (_, place) => place);
          const whole = contribution(trace, name, trace.steps);
          const entries = places.map((at) => contributionEntry(trace, name, trace.steps, at));
          expect(entries).toEqual([...whole]);
          const path = pathContribution(trace, lossStep, 1, name);
          const ofPath = places.map((at) => pathContributionEntry(trace, lossStep, 1, name, at));
          expect(ofPath).toEqual([...path]);
        }
      }),
    );
  });

  it('the paths of all losses add up to the gradient of every quantity', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => {
        const trace = runSequence(experiment, 1);
        for (let t = 1; t <= trace.steps; t++) {
          for (const { name } of trace.model.quantities) {
            const sum = new Float64Array(sizeOf(trace.model, name));
            for (const lossStep of trace.lossSteps) {
              if (t <= lossStep) add(sum, pathGradient(trace, lossStep, name, t));
            }
            expectClose(sum, gradientAt(trace, name, t), 1e-11);
          }
        }
      }),
    );
  });

  it('truncation leaves the paths within its reach', () => {
    const truncations = fc.record({
      kind: fc.constantFrom('window' as const, 'chunk' as const),
      steps: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(smallExperiments, truncations, (experiment, truncation) => {
        const training = { ...experiment.training, truncation };
        const trace = runSequence({ ...experiment, training }, 1);
        const expected = present(trace.truncated, 'truncated').gradient;
        expectClose(truncatedFromPaths(trace, truncation), expected, 1e-11);
        if (truncation.steps >= trace.steps) expectClose(expected, trace.gradient, 1e-11);
      }),
    );
  });
});

function add(sum: Float64Array, part: Float64Array): void {
  part.forEach((value, i) => {
    sum[i] = (sum[i] as number) + value;
  });
}

describe('reaches', () => {
  it('a window slides, a chunk is cut', () => {
    const from = (kind: 'window' | 'chunk', lossStep: number) =>
      [1, 2, 3, 4, 5].filter((t) => t <= lossStep && reaches({ kind, steps: 2 }, lossStep, t));
    expect(from('window', 5)).toEqual([4, 5]);
    expect(from('chunk', 5)).toEqual([5]);
    expect(from('chunk', 4)).toEqual([3, 4]);
  });
});

describe('sourceValue', () => {
  it('reads the state before step 1 from the initial state', () => {
    const [, experiment] = present(variedExperiments[0], 'experiment');
    const trace = runSequence({ ...experiment, initialState: { h: [0.1, 0.2, 0.3] } }, 1);
    const source = { quantity: 'h', at: 'before' } as const;
    expect(Array.from(sourceValue(trace, source, 1))).toEqual([0.1, 0.2, 0.3]);
    expect(sourceValue(trace, source, 2)).toEqual(sourceValue(trace, { ...source, at: 'now' }, 1));
  });
});
