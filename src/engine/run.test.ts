// A run as a whole: pieces, bits, truncation, the batch, overflow, refusal.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment, Truncation } from '#config/experiment.ts';
import { parameterValuesOf, resolveParameters } from '#config/parameters.ts';
import { sentiment } from '#config/presets/sentiment.ts';
import { tutorial } from '#config/presets/tutorial.ts';
import { buildModel } from '#model/model.ts';
import { growing } from '#testing/linear-unit.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { truncatedFromPaths } from '#testing/truncated-from-paths.ts';
import { buffersOf, mergeChunk, type RunChunk, startTrace } from '#trace/record/chunk.ts';
import type { Trace } from '#trace/record/trace.ts';
import { EngineFault } from './fault.ts';
import { openPass, rowsFor } from './pass.ts';
import { runSequence, runSteps } from './run.ts';
import { train } from './train.ts';

function changed(experiment: Experiment, training: Partial<Experiment['training']>): Experiment {
  return { ...experiment, training: { ...experiment.training, ...training } };
}

/** A long run of one sequence, so that it comes in several pieces. */
function long(cell: string, steps: number, hiddenSize: number): Experiment {
  const inputs = Array.from({ length: steps }, (_, t) => [Math.sin(t), Math.cos(3 * t)]);
  return {
    ...tutorial,
    model: { ...tutorial.model, cell, activation: undefined, inputSize: 2, hiddenSize },
    initialization: { scheme: 'xavier-uniform', seed: 5, gain: 1 },
    data: { sequences: [{ inputs, targets: inputs.map((_, t) => (t % 7 === 3 ? 1 : null)) }] },
  };
}

function allNumbers(trace: Trace): readonly number[] {
  const blocks = [
    ...Object.values(trace.values),
    ...Object.values(trace.gradients),
    ...Object.values(trace.carried),
    trace.local,
    trace.losses,
    trace.gradient,
    Float64Array.of(trace.loss, trace.gradientNorm),
  ];
  return blocks.flatMap((block) => Array.from(block));
}

/** Quicker than toEqual, which is slow on long arrays. */
function expectSameBits(a: Trace, b: Trace): void {
  const [ours, theirs] = [allNumbers(a), allNumbers(b)];
  expect(ours.length).toBe(theirs.length);
  expect(ours.every((value, i) => Object.is(value, theirs[i]))).toBe(true);
  expect(a.update).toEqual(b.update);
}

describe('a run in pieces', () => {
  it('draws its weights in pieces, and can be left meanwhile', () => {
    const { model } = long('lstm', 3, 60);
    const initialization = { scheme: 'normal', seed: 1, gain: 1, spectralRadius: 1 } as const;
    const steps = runSteps({ ...long('lstm', 3, 60), model, initialization }, 1);
    let pauses = 0;
    let next = steps.next();
    for (; next.value && 'kind' in next.value && next.value.kind === 'pause'; next = steps.next()) {
      pauses += 1;
    }
    expect(next.value).toMatchObject({ kind: 'start' });
    expect(pauses).toBeGreaterThan(4 * 60);
  });

  it('is the same as at once, and shows no row before it is there', () => {
    const experiment = long('lstm', 900, 40);
    const chunks: RunChunk[] = [];
    const steps = runSteps(experiment, 1);
    let trace = startTrace(experiment, 1);
    let next = steps.next();
    while (!next.done) {
      const before = trace.progress;
      chunks.push(next.value);
      trace = mergeChunk(trace, structuredClone(next.value));
      expect(trace.progress.forward).toBeGreaterThanOrEqual(before.forward);
      expect(trace.progress.backward).toBeLessThanOrEqual(before.backward);
      next = steps.next();
    }
    expect(chunks.filter((chunk) => chunk.kind === 'forward').length).toBeGreaterThan(2);
    expect(chunks.filter((chunk) => chunk.kind === 'backward').length).toBeGreaterThan(2);
    expect(trace.progress).toEqual({ forward: 900, backward: 1, complete: true });
    expectSameBits(trace, present(next.done ? next.value : null, 'trace'));
    expectSameBits(trace, runSequence(experiment, 1));
  });

  it('owns its buffers: they hold the rows and nothing else', () => {
    for (const chunk of runSteps(sentiment, 1)) {
      for (const buffer of buffersOf(chunk)) expect(buffer.byteLength).toBeLessThan(1000);
      if ('rows' in chunk) expect(buffersOf(chunk)).toEqual([chunk.rows.buffer]);
    }
  });

  it('gives its memory back when it is left', () => {
    const experiment = long('lstm', 2000, 128);
    for (let i = 0; i < 4; i++) {
      const steps = runSteps(experiment, 1);
      expect(steps.next().done).toBe(false);
      steps.return(startTrace(sentiment, 1));
    }
    expect(runSequence(sentiment, 1).progress.complete).toBe(true);
  });

  it('makes way for newer ones when it was left without a word', () => {
    const left = Array.from({ length: 3 }, () => {
      const steps = runSteps(long('lstm', 2000, 128), 1);
      steps.next();
      return steps;
    });
    expect(() => present(left[0], 'first').next()).toThrow(EngineFault);
    expect(present(left[2], 'last').next().done).toBe(false);
  });
});

describe('the same experiment', () => {
  it('gives the same bits, whatever runs in between', () => {
    fc.assert(
      fc.property(smallExperiments, smallExperiments, (one, other) => {
        const alone = runSequence(one, 1);
        const first = runSteps(one, 1);
        const second = runSteps(other, 1);
        for (;;) {
          const a = first.next();
          second.next();
          if (!a.done) continue;
          expect(a.value).toEqual(alone);
          break;
        }
        second.return(alone);
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});

describe('truncation', () => {
  const settings = fc.record({
    kind: fc.constantFrom('window' as const, 'chunk' as const),
    steps: fc.integer({ min: 1, max: 6 }),
  });

  it('leaves the sum of the paths it does not cut', () => {
    fc.assert(
      fc.property(smallExperiments, settings, (experiment, truncation) => {
        const trace = runSequence(changed(experiment, { truncation }), 1);
        const expected = truncatedFromPaths(trace, truncation);
        present(trace.truncated, 'truncated').gradient.forEach((value, i) => {
          expect(value).toBeCloseTo(present(expected[i], 'entry'), 12);
        });
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('changes nothing where it is as long as the sequence', () => {
    for (const kind of ['window', 'chunk'] as const) {
      const truncation: Truncation = { kind, steps: 10 };
      const trace = runSequence(changed(tutorial, { truncation }), 2);
      present(trace.truncated, 'truncated').gradient.forEach((value, i) => {
        expect(value).toBeCloseTo(present(trace.gradient[i], 'entry'), 14);
      });
    }
  });
});

describe('the update', () => {
  it('takes the mean over the batch, as single runs and training see it', () => {
    fc.assert(
      fc.property(smallExperiments, (experiment) => {
        const model = buildModel(experiment.model);
        const trace = runSequence(experiment, 1);
        const update = present(trace.update, 'update');
        const runs = update.batch.map((sequence) => runSequence(experiment, sequence));
        const used = runs.map((run) => run.truncated?.gradient ?? run.gradient);
        update.gradient.forEach((value, i) => {
          const sum = used.reduce((total, gradient) => total + present(gradient[i], 'entry'), 0);
          expect(value).toBeCloseTo(sum / used.length, 14);
        });
        expect(update.batchLosses).toEqual(runs.map((run) => run.loss));
        expect(update.lossBefore).toBe(trace.loss);
        const trained = train({
          ...experiment,
          data: { sequences: experiment.data.sequences.slice(0, update.batch.length) },
        });
        trained.parameters.forEach((value, i) => {
          expect(value).toBeCloseTo(present(update.parameters[i], 'entry'), 13);
        });
        expect(trained.losses[0]).toBeCloseTo(update.batchLossBefore, 13);
        const parameters = parameterValuesOf(model, update.parameters);
        const after = runSequence({ ...experiment, initialization: undefined, parameters }, 1);
        expect(after.loss).toBe(update.lossAfter);
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('clips by value without touching the gradient that is shown', () => {
    const { update } = runSequence(changed(sentiment, { clip: { kind: 'value', max: 0.01 } }), 1);
    const { gradient, clippedGradient, clipFactor } = present(update, 'update');
    expect(clipFactor).toBeNull();
    expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(0.01);
    gradient.forEach((value, i) => {
      expect(clippedGradient[i]).toBe(Math.max(-0.01, Math.min(0.01, value)));
    });
  });

  it('shares one array where nothing is clipped', () => {
    const { update } = runSequence(changed(sentiment, { clip: null }), 1);
    expect(update?.clippedGradient).toBe(update?.gradient);
  });
});

describe('overflow', () => {
  it('is told where it first happens in the forward pass, and leaves no NaN', () => {
    // h_t ≈ 1000^(t − 1): beyond 1.8·10³⁰⁸ at t = 104.
    const trace = runSequence(growing(120, 1000), 1);
    expect(trace.overflow).toEqual({ pass: 'forward', t: 104, quantity: 'a' });
    expect(trace.progress).toEqual({ forward: 103, backward: 121, complete: true });
    expect(trace.update).toBeNull();
    expect(allNumbers(trace).every(Number.isFinite)).toBe(true);
    expect(trace.values.h?.[102]).toBeGreaterThan(1e305);
    expect(trace.values.h?.[103]).toBe(0);
  });

  it('is told in the loss and in the backward pass', () => {
    // The square of the error overflows long before the error does.
    expect(runSequence(growing(60, 1000), 1).overflow).toEqual({
      pass: 'forward',
      t: 60,
      quantity: 'loss',
    });
    // States stay at 1, gradients grow: W_hy is large and the error as well.
    const experiment = growing(60, 1e6);
    const [sequence] = experiment.data.sequences;
    const inputs = sequence?.inputs?.map(() => [0]) ?? [];
    const targets = sequence?.targets.map((target) => (target === null ? null : 1)) ?? [];
    const trace = runSequence({ ...experiment, data: { sequences: [{ inputs, targets }] } }, 1);
    // ∂L/∂h_60 = −1, and a factor 10⁶ for each step back: beyond the range after 52.
    expect(trace.overflow).toEqual({ pass: 'backward', t: 8, quantity: 'h' });
    expect(trace.progress).toEqual({ forward: 60, backward: 9, complete: true });
    expect(allNumbers(trace).every(Number.isFinite)).toBe(true);
    expect(train(experiment).overflow).toEqual({ pass: 'forward', t: 53, quantity: 'a' });
  });

  it('is told in the update', () => {
    const optimizer = { kind: 'sgd', learningRate: 1e300 };
    const experiment = changed(growing(3, 1e5), { optimizer });
    const trace = runSequence(experiment, 1);
    expect(trace.overflow?.pass).toBe('update');
    expect(trace.update).toBeNull();
    expect(trace.gradientNorm).toBeGreaterThan(0);
    expect(allNumbers(trace).every(Number.isFinite)).toBe(true);
  });
});

describe('size', () => {
  it('refuses what does not fit, before anything is allocated', () => {
    expect(() => runSequence(long('lstm', 20_000, 128), 1)).toThrow(EngineFault);
    const model = buildModel({ ...tutorial.model, hiddenSize: 4096 });
    expect(() => openPass(model, rowsFor([10]))).toThrow(/too-large/);
  });

  it('takes an LSTM of 128 units over 2000 steps', () => {
    const trace = runSequence(long('lstm', 2000, 128), 1);
    expect(trace.progress.complete).toBe(true);
    expect(trace.overflow).toBeNull();
    expect(trace.gradientNorm).toBeGreaterThan(0);
  });
});

describe('training', () => {
  it('takes batches in order and keeps the state of the optimizer', () => {
    const experiment = changed(tutorial, { batchSize: 2, epochs: 3 });
    const seen: number[] = [];
    const result = train(experiment, (epoch) => seen.push(epoch));
    expect(seen).toEqual([1, 2, 3]);
    expect(result.losses.length).toBe(3);
    expect(result.parameters).not.toEqual(
      resolveParameters(experiment, buildModel(experiment.model)),
    );
    expect(train(experiment)).toEqual(result);
  });

  it('lowers the loss of every preset it is given', () => {
    for (const experiment of [sentiment, tutorial]) {
      const { losses } = train(changed(experiment, { epochs: 30 }));
      expect(present(losses[29], 'last')).toBeLessThan(present(losses[0], 'first'));
    }
  });

  it('keeps the padding of matrices at zero where a step divides zero by zero', () => {
    const optimizer = { kind: 'adagrad', learningRate: 0.1, epsilon: 0 };
    const dense = { ...sentiment.data.sequences[0], tokens: ['cat', 'mat', 'rat'] };
    const experiment = changed(
      { ...sentiment, data: { ...sentiment.data, sequences: [{ ...dense, targets: [1, 0, 1] }] } },
      { optimizer, epochs: 2 },
    );
    const { parameters, losses } = train(experiment);
    expect(losses.length).toBe(2);
    expect(parameters.every(Number.isFinite)).toBe(true);
  });
});
