// Of a truncated run, every beat whose numbers the update does not use says so, and no other.

import { describe, expect, it } from 'vitest';
import type { Experiment } from '#config/experiment.ts';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { contributionId } from '#model/quantity-id.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { plain } from '#testing/plain-writing.ts';
import { explain } from './explain.ts';
import { sentenceOf } from './sentence.ts';
import { createTranslate } from './translate.ts';

const say = createTranslate('en');

function truncated(id: string, kind: 'window' | 'chunk', steps: number): Experiment {
  const preset = presets.find((one) => one.id === id);
  if (!preset) throw new Error(`no preset ${id}`);
  const { training } = preset.experiment;
  return { ...preset.experiment, training: { ...training, truncation: { kind, steps } } };
}

function textsOf(experiment: Experiment) {
  const trace = runSequence(experiment, 1);
  return buildBeats(experiment, trace.model, 1).map((beat) => {
    return { beat, ...sentenceOf(trace, beat, say, plain) };
  });
}

describe('a window of 2 over three words with one loss', () => {
  const texts = textsOf(truncated('sentiment', 'window', 2));

  it('says at the cut that the way back ends, and behind it that all is dropped', () => {
    for (const { beat, detail = '' } of texts.filter(
      ({ beat: { phase } }) => phase === 'backward',
    )) {
      const { operation, t } = beat;
      const isCut = operation.kind === 'carry' && t === 2;
      expect(detail.includes('Here truncation cuts'), JSON.stringify([operation, t])).toBe(isCut);
      const isBehind = t === 1;
      expect(detail.startsWith('Truncation drops')).toBe(isBehind);
    }
  });

  it('sums what is left, and says how much is dropped', () => {
    const sum = texts.find(
      ({ beat: { operation } }) => operation.kind === 'sum' && operation.parameter === 'W_hh',
    );
    expect(sum?.sentence).toContain('drops the share of 1 step');
    expect(sum?.detail).toContain('Of what is used, step ');
  });

  it('the inspector says of a dropped contribution that nothing of it is used, of a kept one all', () => {
    const trace = runSequence(truncated('sentiment', 'window', 2), 1);
    expect(explain(contributionId('W_hh', 1), trace, say, plain).use).toMatch(/^Nothing of it/);
    expect(explain(contributionId('W_hh', 2), trace, say, plain).use).toMatch(/^All of it/);
    const whole = runSequence(presets[0]?.experiment as Experiment, 1);
    expect(explain(contributionId('W_hh', 1), whole, say, plain).use).toBe('');
  });
});

it('with many losses a window keeps a part, and a run that is not truncated says nothing of it', () => {
  const many = textsOf(truncated('many-to-many', 'window', 2));
  expect(many.some(({ detail = '' }) => detail.includes('truncation drops the rest'))).toBe(true);
  expect(many.some(({ sentence }) => sentence.includes('drops a part of the share'))).toBe(true);
  const whole = presets.find(({ id }) => id === 'many-to-many')?.experiment as Experiment;
  for (const { sentence, detail = '' } of textsOf(whole)) {
    expect(`${sentence} ${detail}`).not.toMatch(/truncat/i);
  }
});

it('in chunks the state crosses a cut and the gradient does not', () => {
  const texts = textsOf(truncated('many-to-many', 'chunk', 2));
  const cut = texts.find(({ beat: { operation, t } }) => operation.kind === 'carry' && t === 3);
  expect(cut?.detail).toMatch(/truncation drops the rest/);
});
