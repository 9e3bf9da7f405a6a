// Truncation and clipping compared with the full gradient: windows against the engine's own truncated gradients.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normOf } from '#base/norm.ts';
import type { Experiment } from '#config/experiment.ts';
import { runSequence } from '#engine/run.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { clipEffect, compareGradients, truncationEffect, windowErrors } from './limit-effects.ts';
import { droppedSteps } from './used-gradient.ts';

function truncated(experiment: Experiment, kind: 'window' | 'chunk', steps: number) {
  const { training } = experiment;
  const changed = { ...experiment, training: { ...training, truncation: { kind, steps } } };
  return runSequence(changed, 1);
}

describe('a comparison', () => {
  it('of a gradient with itself scaled: no angle, the error of the scale', () => {
    const gradient = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(gradient, fc.double({ min: 0.01, max: 4, noNaN: true }), (entries, scale) => {
        const before = Float64Array.from(entries);
        fc.pre(normOf(before) > 1e-100);
        const found = compareGradients(
          before,
          before.map((entry) => entry * scale),
        );
        expect(found.angle).toBeCloseTo(0, 5);
        expect(found.relativeError).toBeCloseTo(Math.abs(scale - 1), 9);
      }),
    );
  });

  it('knows right angles and reversal', () => {
    const angle = (a: number[], b: number[]) =>
      compareGradients(Float64Array.from(a), Float64Array.from(b)).angle;
    expect(angle([1, 0], [0, 3])).toBeCloseTo(90, 12);
    expect(angle([1, 2], [-1, -2])).toBeCloseTo(180, 12);
    expect(angle([1, 0], [1, 1e-9])).toBeCloseTo((1e-9 * 180) / Math.PI, 18);
    expect(angle([0, 0], [1, 1])).toBeNull();
  });
});

describe.each(variedExperiments)('%s', (_, experiment) => {
  it('the error of each window is that of the gradient the engine truncates', () => {
    const steps = experiment.data.sequences[0]?.targets.length ?? 0;
    const errors = windowErrors(runSequence(experiment, 1));
    expect(errors).toHaveLength(steps);
    errors?.forEach((error, i) => {
      const effect = truncationEffect(truncated(experiment, 'window', i + 1));
      expect(error).toBeCloseTo(effect?.whole.relativeError ?? Number.NaN, 10);
    });
    expect(errors?.at(-1)).toBeCloseTo(0, 12);
  });

  it('a use that is cut off contributes nothing to the truncated gradient', () => {
    const trace = truncated(experiment, 'window', 1);
    const dropped = droppedSteps(trace);
    const expected = trace.lossSteps;
    for (const step of dropped) expect(expected).not.toContain(step);
  });

  it('clipping by the norm keeps the direction', () => {
    const { training } = experiment;
    const clip = { kind: 'norm', max: 0.05 } as const;
    const { update } = runSequence({ ...experiment, training: { ...training, clip } }, 1);
    if (update === null) throw new Error('no update');
    const effect = clipEffect(update);
    expect(effect.angle).toBeCloseTo(0, 5);
    expect(effect.after).toBeLessThanOrEqual(0.05);
  });

  it('clipping by value bounds every entry and counts those it changes', () => {
    const { training } = experiment;
    const clip = { kind: 'value', max: 0.01 } as const;
    const { update } = runSequence({ ...experiment, training: { ...training, clip } }, 1);
    if (update === null) throw new Error('no update');
    const large = update.gradient.filter((entry) => Math.abs(entry) > 0.01).length;
    expect(clipEffect(update)).toMatchObject({ changed: large, entries: update.gradient.length });
  });
});
