// A cell that stands in no list: its formulas and words come from its declaration alone, and its formulas are right.

import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { algorithmOf } from '#expression/pseudocode/algorithm.ts';
import {
  before,
  bias,
  type CellDeclaration,
  mapped,
  matrix,
  now,
  product,
} from '#model/declaration.ts';
import { buildModelOf } from '#model/model.ts';
import { standard } from '#model/notation.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { minimalGatedUnit } from '#testing/minimal-gated-unit.ts';
import { plain } from '#testing/plain-writing.ts';
import { renderStrictly } from '#testing/strict-katex.ts';
import { sentenceOf } from '#words/sentence.ts';
import { createTranslate } from '#words/translate.ts';
import { isNote } from './derivation.ts';
import { derivationOf } from './derivation-of.ts';
import { valueIfComputed } from './evaluate.ts';

const { quantities } = minimalGatedUnit;

/** The minimal gated unit with a second memory `path`: the state enters it at its own step, and the gate reads it. */
const declaration: CellDeclaration = {
  id: 'own',
  quantities: [
    {
      name: 'x1',
      role: 'pre-activation',
      of: 'z',
      terms: [matrix('U', now('x')), matrix('V', before('path')), bias('norm')],
    },
    ...quantities.filter(({ name }) => name !== 'x1'),
    {
      name: 'path',
      role: 'cell state',
      terms: [
        product(now('T'), mapped('sigmoid', before('path'))),
        product(mapped('relu', now('T'))),
      ],
    },
  ],
  states: ['T', 'path'],
  output: 'T',
};

const base = present(presetOf('many-to-many'), 'preset').experiment;
const experiment: Experiment = { ...base, initialState: { path: [0.3, -0.2, 0.5, 0.1] } };
const model = buildModelOf(declaration, experiment.model);
const trace = runSequence(experiment, 1, model);
const beats = buildBeats(experiment, model, 1);

describe('a cell of one’s own', () => {
  it('has formulas that are worth what the engine computed', () => {
    let checked = 0;
    for (const beat of beats) {
      let left = null;
      for (const line of derivationOf(trace, beat, standard).lines) {
        if (isNote(line)) continue;
        expect(() => renderStrictly(line.tex)).not.toThrow();
        if (line.left) left = valueIfComputed(line.left, trace);
        const right = valueIfComputed(line.right, trace);
        if (!left || !right) continue;
        for (const [i, value] of right.data.entries()) {
          expect(value, `${line.role} ${line.subject}`).toBeCloseTo(left.data[i] ?? Number.NaN, 10);
        }
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(beats.length);
  });

  it('has a sentence and a line of the algorithm at every beat', () => {
    const lines = algorithmOf(model, experiment, standard);
    const say = createTranslate('en');
    for (const beat of beats) {
      expect(sentenceOf(trace, beat, say, plain).sentence).not.toMatch(/[{}]|undefined|NaN|–/);
      expect(
        lines.some((line) => line.matches(beat)),
        JSON.stringify(beat),
      ).toBe(true);
    }
  });
});
