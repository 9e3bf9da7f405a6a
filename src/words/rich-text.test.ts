// Symbols are set as mathematics, and nothing else is taken for one.

import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { symbolText, type Writing, writtenSymbol } from '#expression/symbol.ts';
import { buildModel } from '#model/model.ts';
import { notationFor } from '#model/notations.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { type Segment, segmentsOf } from './rich-text.ts';
import { sentenceOf } from './sentence.ts';
import { createTranslate } from './translate.ts';

const { experiment } = present(presetOf('sentiment'), 'preset');
const { activation: _, ...specification } = experiment.model;
const lstm = { ...specification, cell: 'lstm' };
const context = { model: buildModel(lstm), lossCount: 1 };

/** Symbols in braces: `{W_2}`, `{a^⟨2⟩}`. */
function written(text: string): string {
  return segmentsOf(text).map(write).join('');
}

function write(segment: Segment): string {
  if (segment.kind === 'plain') return segment.text.replaceAll('\u2060', '');
  const { letter, index, above } = segment;
  return `{${letter}${index && `_${index}`}${above && `^${above}`}}`;
}

const inNotation = (id: string): Writing => ({ notation: notationFor(id, 'lstm'), marked: true });

describe('segmentsOf', () => {
  it.each([
    ['standard', 'W_hf', '{W_hf}'],
    ['standard', 'W_hf[1,3]', '{W_hf}[1,3]'],
    ['standard', 'a_f@12', '{a_f,12}'],
    ['standard', 'carried:h@2', '∂{L_>2}/∂{h_2}'],
    ['standard', 'dL/dW_hf@2', '∂{L}/∂{W_hf}|{_t=2}'],
    ['standard', 'h@t-1', '{h_t−1}'],
    ['deeplearning-ai', 'h@2', '{a^⟨2⟩}'],
    ['deeplearning-ai', 'f@2', '{Γ_f^⟨2⟩}'],
    ['goodfellow', 'W_hf', '{W^f}'],
    ['input-hidden-output', 'W_hy', '{W_output}'],
    ['input-hidden-output', 'W_hf[1,3]', '{W_hidden^f}[3,1]'],
    ['wildml', 'dL/dh@1', '∂{E}/∂{s_1}'],
  ])('sets, in %s, %s', (notation, id, wanted) => {
    expect(written(writtenSymbol(inNotation(notation), context, id))).toBe(wanted);
  });

  it.each(['A gate is open; I read a number.', 'The net reads “h” and “W_2” and “L”.', 'W_hh, h₂'])(
    'leaves words alone: %s',
    (text) => expect(written(text)).toBe(text),
  );

  it('has nothing but plain text where nothing is marked', () => {
    const notation = notationFor('standard', 'lstm');
    expect(symbolText({ ...context, notation }, 'a_f@2')).toBe('a⁽ᶠ⁾₂');
  });

  it('leaves no symbol unset in the sentences of an LSTM', () => {
    const trace = runSequence({ ...experiment, model: lstm }, 1);
    for (const beat of buildBeats(trace.experiment, trace.model, 1)) {
      const { title, sentence } = sentenceOf(
        trace,
        beat,
        createTranslate('en'),
        inNotation('standard'),
      );
      const plain = segmentsOf(`${title} ${sentence}`).filter(({ kind }) => kind === 'plain');
      expect(plain.map(write).join(' ')).not.toMatch(/[₀-₉ₜ⁽⁾]|\p{L}_/u);
    }
  });
});
