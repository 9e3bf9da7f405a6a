// Symbols are found in sentences, and nothing else is taken for one.

import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { type Segment, segmentsOf, type TextStyle } from './rich-text.ts';
import { sentenceOf } from './sentence.ts';
import { createTranslate } from './translate.ts';

/** Symbols in braces: `{W_2}`. */
function written(text: string, style?: TextStyle): string {
  return segmentsOf(text, style).map(write).join('');
}

function write(segment: Segment): string {
  if (segment.kind === 'plain') return segment.text.replaceAll('\u2060', '');
  const { letter, index } = segment;
  return `{${letter}${index && `_${index}`}}`;
}

describe('segmentsOf', () => {
  it.each([
    ['through W_hh the gradient reaches h₁.', 'through {W_hh} the gradient reaches {h_1}.'],
    ['W_hh[1,3] changes', '{W_hh}[1,3] changes'],
    ['b_hn and b_h', '{b_hn} and {b_h}'],
    ['a⁽ᶠ⁾₁₂ is', '{a_f,12} is'],
    ['∂⁺L>₂/∂h₂ and ∂L/∂W_xh', '∂⁺{L_>2}/∂{h_2} and ∂{L}/∂{W_xh}'],
    ['∂L/∂W_hh|ₜ₌₂', '∂{L}/∂{W_hh}|{_t=2}'],
    ['L = 1.09; ŷ₃ is ŷ − y', '{L} = 1.09; {ŷ_3} is {ŷ} − {y}'],
    ['(h, c)₃ → W', '({h}, {c}){_3} → {W}'],
    ['xₜ₊₁, h₋', '{x_t+1}, {h_−}'],
  ])('sets %s', (text, wanted) => {
    expect(written(text)).toBe(wanted);
  });

  it.each([
    'A gate is open; I read a number.',
    'The step’s own loss, of each unit’s gradient.',
    'The net reads “h” and “W_2” and “L”.',
    'my_name, file_name, model.hidden_size, parameters.W_hh',
    'LSTM, 3e−5, 10⁻⁶, tanh, |k|',
  ])('leaves words alone: %s', (text) => {
    expect(written(text).replace('{k}', 'k')).toBe(text);
  });

  it('takes every letter alone for a symbol in a formula', () => {
    const rule = 'W_xh·x + o ⊙ tanh(c) + (1 − z) ⊙ n';
    expect(written(rule, 'formula')).toBe('{W_xh}·{x} + {o} ⊙ tanh({c}) + (1 − {z}) ⊙ {n}');
  });

  it('leaves no index unset in the sentences of an LSTM', () => {
    const { experiment } = present(presetOf('sentiment'), 'preset');
    const { activation: _, ...model } = experiment.model;
    const trace = runSequence({ ...experiment, model: { ...model, cell: 'lstm' } }, 1);
    for (const beat of buildBeats(trace.experiment, trace.model, 1)) {
      const { title, sentence } = sentenceOf(trace, beat, createTranslate('en'));
      const plain = segmentsOf(`${title} ${sentence}`).filter(({ kind }) => kind === 'plain');
      expect(plain.map(write).join(' ')).not.toMatch(/[₀-₉ₜ⁽⁾]|\p{L}_/u);
    }
  });
});
