// The public document of a trace: complete, finite, and honest about what an overflow left out.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { parameterValuesOf } from '#config/parameters.ts';
import { parseExperiment } from '#config/parse-experiment.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { buildModel } from '#model/model.ts';
import { growing } from '#testing/linear-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { partLimit, type StepJson, traceDocument } from './document.ts';

const sentiment = present(presetOf('sentiment'), 'sentiment').experiment;

function expectFinite(value: unknown, path: string): void {
  if (typeof value === 'number') expect(Number.isFinite(value), path).toBe(true);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, field] of Object.entries(value)) expectFinite(field, `${path}.${key}`);
}

/** Where a value is −0. */
function negativeZeros(value: unknown, path: string): readonly string[] {
  if (Object.is(value, -0)) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => negativeZeros(field, `${path}.${key}`));
}

describe('traceDocument', () => {
  it.each(variedExperiments)(
    'of %s survives JSON, and its experiment runs again to the same',
    (_, experiment) => {
      const document = traceDocument(runSequence(experiment, 2));
      expectFinite(document, 'trace');
      const copy = JSON.parse(JSON.stringify(document));
      const parsed = parseExperiment(copy.experiment);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
      const again = traceDocument(runSequence(parsed.value, copy.sequence));
      expect(again.steps).toEqual(document.steps);
      expect(again.gradients).toEqual(document.gradients);
    },
  );

  it('no −0 stands in it, whatever is computed', () => {
    const zero = fc.constantFrom(-0, 0, 1, -1);
    fc.assert(
      fc.property(smallExperiments, fc.infiniteStream(zero), (experiment, zeros) => {
        const model = buildModel(experiment.model);
        const drawn = Float64Array.from(zeros.take(model.parameterCount));
        const state = Array.from(zeros.take(experiment.model.hiddenSize));
        const { initialization: _, ...rest } = experiment;
        const signed: Experiment = {
          ...rest,
          parameters: parameterValuesOf(model, drawn),
          initialState: { h: state },
        };
        const document = traceDocument(runSequence(signed, 1), {
          unitPaths: {
            parameter: present(model.parameters[0], 'parameter').name,
            row: 1,
            column: 1,
          },
        });
        expect(negativeZeros(document, 'trace')).toEqual([]);
      }),
    );
  });

  it('holds the fields of the format, and no others', () => {
    const document = traceDocument(runSequence(sentiment, 3));
    expect(Object.keys(document)).toEqual([
      'format',
      'version',
      'experiment',
      'sequence',
      'loss',
      'overflow',
      'steps',
      'gradients',
      'gradientNorm',
      'paths',
    ]);
    expect(document.sequence).toBe(3);
    expect(document.experiment.initialization).toBeUndefined();
    expect(Object.keys(present(document.steps[1], 'step'))).toEqual([
      't',
      'values',
      'loss',
      'gradients',
      'localGradient',
      'carriedGradient',
      'jacobians',
      'contributions',
    ]);
  });

  it('has the truncated gradients where the experiment asks for them', () => {
    const truncation = { kind: 'window', steps: 1 } as const;
    const document = traceDocument(
      runSequence({ ...sentiment, training: { ...sentiment.training, truncation } }, 1),
    );
    expect(document.truncated).toMatchObject(truncation);
    expect(document.truncated?.gradients).not.toEqual(document.gradients);
  });

  it('an overflow on the way forward: values up to it, and nothing after', () => {
    const document = traceDocument(runSequence(growing(20, 1e40), 1));
    // h_t ≈ 1e40^(t−1) leaves float64 at t = 9.
    expect(document.overflow).toEqual({ pass: 'forward', t: 9, quantity: 'a' });
    expectFinite(document, 'trace');
    expect(document).not.toHaveProperty('loss');
    expect(document).not.toHaveProperty('gradients');
    expect(document).not.toHaveProperty('paths');
    expect(document.steps).toHaveLength(20);
    const names = (step: StepJson | undefined) => Object.keys(step?.values ?? {});
    expect(names(document.steps[7])).toEqual(['x', 'a', 'h', 'logits', 'prediction']);
    expect(names(document.steps[8])).toEqual(['x']);
    expect(names(document.steps[9])).toEqual([]);
    expect(document.steps[8]).not.toHaveProperty('loss');
    expect(document.steps[7]).not.toHaveProperty('gradients');
  });

  it('an overflow in the midst of a step: what came before it in this step, as it was computed', () => {
    const { model, parameters, ...rest } = growing(3, 2);
    const experiment = { ...rest, model, parameters: { ...parameters, W_hy: [[1e308]] } };
    const targets = [null, 0, 0];
    const sequences = [{ inputs: [[1], [1], [1]], targets }];
    const document = traceDocument(runSequence({ ...experiment, data: { sequences } }, 1));
    // h = 1, 3, 7: at t = 2 the score 3e308 leaves float64.
    expect(document.overflow).toEqual({ pass: 'forward', t: 2, quantity: 'logits' });
    expect(document.steps[1]).toEqual({ t: 2, values: { x: [1], a: [3], h: [3] } });
    expect(document.steps[2]).toEqual({ t: 3, values: {} });
  });

  it('finite losses with a sum that is not: no total, and nothing after', () => {
    const { data: _, ...rest } = growing(3, 0);
    const sequences = [{ inputs: [[1.3e154], [1.3e154], [1.3e154]], targets: [0, 0, 0] }];
    const document = traceDocument(runSequence({ ...rest, data: { sequences } }, 1));
    expect(document.overflow).toEqual({ pass: 'forward', t: 3, quantity: 'loss' });
    expect(document.steps.map((step) => step.loss)).toEqual(Array(3).fill(0.5 * 1.3e154 ** 2));
    for (const absent of ['loss', 'gradients', 'gradientNorm', 'paths']) {
      expect(document).not.toHaveProperty(absent);
    }
  });

  it('finite gradients of all states, and one of a weight that is not: no total of them', () => {
    const { data: _, ...rest } = growing(2, 0);
    const parameters = { W_xh: [[1]], W_hh: [[0]], W_hy: [[1e-100]] };
    const sequences = [{ inputs: [[1], [1e250]], targets: [0, 0] }];
    const document = traceDocument(runSequence({ ...rest, parameters, data: { sequences } }, 1));
    // ŷ = 1e150 at t = 2, so that ∂L/∂W_hy is 1e150 · 1e250.
    expect(document.overflow).toEqual({ pass: 'backward', t: 2, quantity: 'W_hy' });
    expect(Object.keys(document.steps[1] ?? {})).toEqual(['t', 'values', 'loss']);
    expectFinite(document, 'trace');
    for (const absent of ['gradients', 'gradientNorm', 'paths']) {
      expect(document).not.toHaveProperty(absent);
    }
  });

  it('an overflow on the way back: all values, and gradients of the later steps', () => {
    // The state is 0 but for the last input, so that only the way back grows.
    const experiment = growing(20, 1e40);
    const sequence = {
      inputs: Array(20).fill([0]).with(-1, [1]),
      targets: Array(20).fill(null).with(-1, 0),
    };
    const document = traceDocument(
      runSequence({ ...experiment, data: { sequences: [sequence] } }, 1),
    );
    expect(document.overflow).toMatchObject({ pass: 'backward', t: 12 });
    expectFinite(document, 'trace');
    expect(document.loss).toBe(0.5);
    expect(document).not.toHaveProperty('gradients');
    expect(document.steps[12]).toHaveProperty('gradients');
    expect(document.steps[11]).not.toHaveProperty('gradients');
    expect(document.steps[0]).toHaveProperty('values.prediction');
  });

  it('a Jacobian beyond float64, which no gradient goes through, is absent', () => {
    const names = ['W_xi', 'W_hi', 'W_xf', 'W_hf', 'W_xg', 'W_hg', 'W_xo', 'W_ho', 'W_hy'];
    const weights = Object.fromEntries(names.map((name) => [name, [[0.1]]]));
    const experiment: Experiment = {
      ...sentiment,
      model: { ...growing(1, 0).model, cell: 'lstm', activation: undefined },
      initialization: undefined,
      parameters: { ...weights, W_hf: [[1e308]] },
      // ∂c_1/∂h_0 through the forget gate: c_0 · σ′(0.1) · 1e308.
      initialState: { c: [100] },
      data: { sequences: [{ inputs: [[1]], targets: [1] }] },
    };
    const document = traceDocument(runSequence(experiment, 1));
    expectFinite(document, 'trace');
    expect(document.overflow).toBeNull();
    expect(Object.keys(document.steps[0]?.jacobians ?? {}).sort()).toEqual([
      'c<-c',
      'h<-c',
      'h<-h',
    ]);
  });

  it('paths beyond float64 that cancel in the gradient are absent', () => {
    const { data: _, ...rest } = growing(3, 1);
    const experiment = {
      ...rest,
      parameters: { W_xh: [[1e-250]], W_hh: [[1]], W_hy: [[1e150]] },
      // Two errors of 1e150, opposite: each alone is 1e300 at h_1, and 1e310 at W_xh.
      data: { sequences: [{ inputs: [[1e10], [0], [0]], targets: [null, 1e150, -1e150] }] },
    };
    const unitPaths = { parameter: 'W_xh', row: 1, column: 1 };
    const document = traceDocument(runSequence(experiment, 1), { unitPaths });
    expectFinite(document, 'trace');
    expect(document.gradients?.W_xh).toEqual([[0]]);
    expect(document.paths).toHaveLength(5);
    expect(Object.keys(document.paths?.[0]?.contributions ?? {})).toEqual(['W_hh', 'W_hy']);
    expect(Object.keys(document.paths?.[1]?.contributions ?? {})).toEqual(['W_xh', 'W_hh', 'W_hy']);
    expect(document.unitPaths?.top[0]).toEqual({ step: 1, units: [1, 1] });
  });

  it('an update that overflows is no part of it: the run of the sequence is whole', () => {
    const sgd = { kind: 'sgd', learningRate: 1e308, momentum: 0 };
    const training = { ...sentiment.training, optimizer: sgd };
    const trace = runSequence({ ...growing(2, 0.5), training }, 1);
    expect(trace.overflow?.pass).toBe('update');
    const document = traceDocument(trace);
    expect(document.overflow).toBeNull();
    expect(document).toHaveProperty('gradients');
  });

  it('leaves out what would be too large, and says so', () => {
    const steps = 700;
    const many: Experiment = {
      ...growing(steps, 0.5),
      data: {
        sequences: [{ inputs: Array(steps).fill([1]), targets: Array(steps).fill(0) }],
      },
    };
    expect((steps * (steps + 1) * 3) / 2).toBeLessThan(partLimit);
    expect(traceDocument(runSequence(many, 1))).not.toHaveProperty('omitted');
    const wide = { ...many, model: { ...many.model, hiddenSize: 8 }, parameters: undefined };
    const seeded = {
      ...wide,
      initialization: { scheme: 'orthogonal', seed: 1, gain: 0.9 } as const,
    };
    const document = traceDocument(runSequence(seeded, 1));
    expect(document.omitted).toEqual(['paths']);
    expect(document).not.toHaveProperty('paths');
    expect(document).toHaveProperty('gradients');
  });
});
