// What activations and gates let through, against the numbers of the run.

import { describe, expect, it } from 'vitest';
import { runSequence } from '#engine/run.ts';
import { tasks } from '#engine/tasks.ts';
import { growing } from '#testing/linear-unit.ts';
import { gatedExperiment, gatedModel } from '#testing/minimal-gated-unit.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { rowOf } from '#trace/record/trace.ts';
import { activationSlopes, gateOpenings, keepers, meanSlope } from './let-through.ts';
import { stateProducts } from './state-products.ts';

function runOf(title: string) {
  const experiment = variedExperiments.find(([name]) => name === title)?.[1];
  if (!experiment) throw new Error(`No experiment ${title}`);
  return runSequence(experiment, 1);
}

describe('what is let through', () => {
  it('by tanh is 1 − h²', () => {
    const trace = runOf('rnn tanh');
    const h = rowOf(trace.values.h ?? new Float64Array(0), 2, 3);
    const slopes = [...h].map((x) => 1 - x * x);
    const found = activationSlopes(trace, 2);
    expect(found?.least).toBeCloseTo(Math.min(...slopes), 14);
    expect(found?.most).toBeCloseTo(Math.max(...slopes), 14);
    expect(found?.mean).toBeCloseTo(slopes.reduce((a, b) => a + b, 0) / 3, 14);
    expect(found?.saturated).toBe(slopes.filter((slope) => slope < 0.1).length);
    expect(meanSlope(trace, 2, 2)).toBe(found?.mean);
    expect(meanSlope(trace, 3, 2)).toBeNull();
    expect(gateOpenings(trace, 2)).toEqual([]);
    expect(keepers(trace, 2, 3)).toEqual([]);
  });

  it('by gates are their values; the state is kept by the gate on its own way', () => {
    const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
    for (const [title, gates, state, gate] of [
      ['lstm', ['i', 'f', 'o'], 'c', 'f'],
      ['gru', ['r', 'z'], 'h', 'z'],
    ] as const) {
      const trace = runOf(title);
      expect(activationSlopes(trace, 2)).toBeNull();
      expect(meanSlope(trace, 1, 4)).toBeNull();
      expect(gateOpenings(trace, 2).map((opening) => opening.gate)).toEqual(gates);
      const values = trace.values[gate] ?? new Float64Array(0);
      expect(gateOpenings(trace, 2).find((o) => o.gate === gate)?.mean).toBeCloseTo(
        mean(rowOf(values, 2, 3)),
        14,
      );
      const [keeper, ...others] = keepers(trace, 1, 4);
      expect(others).toEqual([]);
      expect(keeper).toMatchObject({ state, gate });
      expect(keeper?.kept).toBeCloseTo(mean(values), 14);
    }
  });

  it('by the complement of a gate, in a cell that stands in no list', () => {
    const trace = runSequence(gatedExperiment, 1, gatedModel);
    const z = rowOf(trace.values.z ?? new Float64Array(0), 3, 3);
    const [keeper] = keepers(trace, 3, 3);
    expect(keeper).toMatchObject({ state: 'T', gate: 'z' });
    expect(keeper?.kept).toBeCloseTo(1 - z.reduce((a, b) => a + b, 0) / 3, 14);
  });
});

it('products are the same from the worker', () => {
  const experiment = growing(12, 0.7);
  const steps = tasks.products({ experiment, sequence: 1, last: 12 });
  let step = steps.next();
  const told: unknown[] = [];
  while (!step.done) {
    if (step.value !== null) told.push(step.value);
    step = steps.next();
  }
  expect(told.at(-1)).toEqual({ done: 11, all: 11 });
  expect(step.value).toEqual(stateProducts(runSequence(experiment, 1), 12));
});
