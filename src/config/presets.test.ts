// The presets are what their source texts say, and pass the border like any file.

import { describe, expect, it } from 'vitest';
import { buildModel } from '#model/model.ts';
import { inputsOf } from './inputs.ts';
import { parameterValuesOf, resolveParameters } from './parameters.ts';
import { readExperiment } from './parse-experiment.ts';
import { presetOf, presets } from './presets.ts';
import { writeExperiment } from './write-experiment.ts';

describe('presets', () => {
  it.each(presets)('$id passes the border unchanged', ({ experiment }) => {
    expect(readExperiment(writeExperiment(experiment))).toEqual({ ok: true, value: experiment });
  });

  it.each(presets)(
    '$id with its parameters written out gives the same parameters',
    ({ experiment }) => {
      const { initialization: _, ...rest } = experiment;
      const model = buildModel(experiment.model);
      const flat = resolveParameters(experiment, model);
      const written = { ...rest, parameters: parameterValuesOf(model, flat) };
      const read = readExperiment(writeExperiment(written));
      expect(read.ok && resolveParameters(read.value, model)).toEqual(flat);
    },
  );

  it('tutorial inputs are normal, rounded to three decimals', () => {
    const experiment = presetOf('tutorial')?.experiment;
    const numbers = experiment?.data.sequences.flatMap((s) => Array.from(inputsOf(experiment, s)));
    expect(numbers).toHaveLength(5 * 10 * 32);
    const square = (numbers ?? []).reduce((sum, x) => sum + x * x, 0) / 1600;
    expect(square).toBeGreaterThan(0.8);
    expect(square).toBeLessThan(1.2);
    expect(numbers?.every((x) => Number(x.toFixed(3)) === x)).toBe(true);
  });

  it('has no preset of an unknown name', () => {
    expect(presetOf('constructor')).toBeUndefined();
  });
});
