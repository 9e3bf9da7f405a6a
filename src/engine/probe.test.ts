// Probes: the loss along one parameter is the loss of the run there, and central differences agree with every gradient.

import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { parameterValuesOf, resolveParameters } from '#config/parameters.ts';
import { presets } from '#config/presets.ts';
import { buildModel } from '#model/model.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { checkGradient, probeLosses } from './probe.ts';
import { runSequence } from './run.ts';

function finished<P, R>(
  steps: Generator<P, R>,
): { readonly result: R; readonly told: readonly P[] } {
  const told: P[] = [];
  for (;;) {
    const next = steps.next();
    if (next.done) return { result: next.value, told };
    told.push(next.value);
  }
}

function withParameter(experiment: Experiment, place: number, value: number): Experiment {
  const model = buildModel(experiment.model);
  const flat = resolveParameters(experiment, model);
  flat[place] = value;
  const { initialization: _drawn, ...rest } = experiment;
  return { ...rest, parameters: parameterValuesOf(model, flat) };
}

const sentiment = present(presets[0], 'preset').experiment;

describe('along one parameter', () => {
  it.each(variedExperiments)('the loss is that of a run with that value: %s', (_, experiment) => {
    const values = [-1.5, 0, 0.25];
    const place = 3;
    const { result, told } = finished(probeLosses({ experiment, sequence: 1, place, values }));
    expect([...result.losses]).toEqual(
      values.map((value) => runSequence(withParameter(experiment, place, value), 1).loss),
    );
    expect(told.at(-1)).toEqual({ done: 3, all: 3 });
  });

  it('a value at which the run overflows has no finite loss', () => {
    const experiment: Experiment = {
      ...sentiment,
      model: { ...sentiment.model, activation: 'identity', head: 'linear' },
    };
    const question = { experiment, sequence: 1, place: 0, values: [0, 1e200] };
    const { result } = finished(probeLosses(question));
    expect(Number.isFinite(result.losses[0])).toBe(true);
    expect(Number.isFinite(result.losses[1])).toBe(false);
  });
});

describe('central differences', () => {
  it.each(variedExperiments)('agree with every gradient: %s', (_, experiment) => {
    const { result, told } = finished(checkGradient({ experiment, sequence: 1 }));
    const { gradient } = runSequence(experiment, 1);
    expect(result.count).toBe(gradient.length);
    // The pieces of the run that is compared with say nothing.
    const done = told.flatMap((progress) => progress?.done ?? []);
    expect(done).toEqual(Array.from(gradient, (_, i) => i + 1));
    expect(result.worst.error).toBeLessThan(1e-5);
    expect(result.worst.error).toBe(Math.max(...result.errors));
    expect(result.errors[result.worst.place]).toBe(result.worst.error);
  });
});
