// What is said stays true where numbers are unusual: nothing but zeros, units that are off, steps that are too long.

import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import type { Operation } from '#playback/beat.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { plain } from '#testing/plain-writing.ts';
import { sayOverflow } from './say-overflow.ts';
import { sentenceOf } from './sentence.ts';
import { createTranslate } from './translate.ts';

const { experiment: sentiment } = present(presetOf('sentiment'), 'preset');
const zeros = [
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
];
const off = zeros.map((row) => row.map(() => -1));

/** Everything said at the beats of an operation, one line each. */
function saidAt(experiment: Experiment, kind: Operation['kind']): readonly string[] {
  const trace = runSequence(experiment, 1);
  return buildBeats(experiment, trace.model, 1)
    .filter((beat) => beat.operation.kind === kind)
    .map((beat) => {
      const { sentence, detail = '' } = sentenceOf(trace, beat, createTranslate('en'), plain);
      return `${sentence} ${detail}`;
    });
}

function withWeights(weights: Readonly<Record<string, number[][]>>, change = {}): Experiment {
  const { initialization: _, ...rest } = sentiment;
  return { ...rest, model: { ...sentiment.model, ...change }, parameters: { ...weights } };
}

function withRate(learningRate: number, experiment: Experiment = sentiment): Experiment {
  const optimizer = { ...experiment.training.optimizer, learningRate };
  return { ...experiment, training: { ...experiment.training, optimizer } };
}

describe('a run that ends in an overflow', () => {
  const of = (weight: number, learningRate = 0.1, input = 1) => {
    const { data: _, ...rest } = withWeights(
      { W_xh: [[1]], W_hh: [[weight]], W_hy: [[1]] },
      { inputSize: 1, hiddenSize: 1, head: 'linear', activation: 'identity' },
    );
    const sequences = [{ inputs: [[0], [0], [input]], targets: [null, null, 2] }];
    const optimizer = { kind: 'sgd', learningRate, momentum: 0 } as const;
    const experiment = {
      ...rest,
      data: { sequences },
      training: { ...rest.training, optimizer, batchSize: 1 },
    };
    return sayOverflow(runSequence(experiment, 1), createTranslate('en'), plain);
  };

  it('names the number, its step, and what helps', () => {
    expect(of(1)).toBeNull();
    expect(of(1, 0.1, 1e200)).toMatch(/ends: .*loss.*L₃.* would be larger .*Smaller weights/);
    expect(of(1e250)).toMatch(/ends: .*gradient.*h₁.* would be larger/);
    expect(of(1, 1e300)).toMatch(/update leads to .*smaller learning rate/);
  });
});

describe('a net of zeros', () => {
  const dead = withWeights({ W_xh: zeros, W_hh: zeros, W_hy: [[0, 0, 0]] });

  it.each<[Operation['kind'], RegExp]>([
    ['local gradient', /exactly zero/],
    ['meet', /exactly zero/],
    ['gradient', /exactly zero/],
    ['carry', /exactly zero/],
    ['sum', /All of them are zero|whole gradient/],
    ['norm', /exactly zero/],
    ['update', /stays exactly as it is/],
    ['loss after', /the same as before/],
  ])('says so at %s', (kind, wanted) => {
    for (const text of saidAt(dead, kind)) expect(text).toMatch(wanted);
  });

  it('gives no column of the input weights anything', () => {
    for (const text of saidAt(dead, 'contribution').slice(1)) expect(text).toMatch(/exactly zero/);
  });
});

describe('relu with every unit off', () => {
  const weights = { W_xh: off, W_hh: zeros, W_hy: [[1, 2, 3]] };
  const dead = withWeights(weights, { activation: 'relu' });

  it('lets nothing through, though something arrives', () => {
    expect(saidAt(dead, 'local gradient')[0]).not.toMatch(/zero/);
    expect(saidAt(dead, 'gradient')[0]).toMatch(/every unit is off, so nothing gets through/);
  });
});

describe('the loss after the update', () => {
  it('has helped where the loss falls', () => {
    expect(saidAt(withRate(0.1), 'loss after')[0]).toMatch(/down from .* has helped/);
  });

  it('admits a step that was too long', () => {
    const { experiment } = present(presetOf('many-to-many'), 'preset');
    expect(saidAt(withRate(1000, experiment), 'loss after')[0]).toMatch(/up from .* too long/);
  });

  it('tells two losses apart that agree to three digits', () => {
    const [, after = '', before = ''] =
      /is ([\d.]+), down from ([\d.]+):/.exec(saidAt(withRate(1e-5), 'loss after')[0] ?? '') ?? [];
    expect(Number(after)).toBeLessThan(Number(before));
  });
});

describe('the first look at ∂⁺ and at gradients', () => {
  it('says what a gradient is where the way back begins, and only there', () => {
    const { experiment } = present(presetOf('many-to-many'), 'preset');
    const said = saidAt(experiment, 'output gradient');
    expect(said.map((text) => text.includes('A gradient says'))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
