// In every notation: formulas are worth what the engine computed, KaTeX takes them, and no letter of another notation
// is left in formula, sentence, explanation or pseudocode.

import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { type EquationLine, isNote } from '#expression/derivation.ts';
import { derivationOf } from '#expression/derivation-of.ts';
import { valueIfComputed } from '#expression/evaluate.ts';
import { transposed } from '#expression/matrix.ts';
import { overviewOf } from '#expression/overview.ts';
import { algorithmOf } from '#expression/pseudocode/algorithm.ts';
import { letteringOf } from '#model/lettering.ts';
import {
  anyParameterSign,
  type Notation,
  parameterSignOf,
  signOf,
  standard,
} from '#model/notation.ts';
import { namesOf, notationFor, notations, type OwnNotation } from '#model/notations.ts';
import { buildBeats } from '#playback/build-beats.ts';
import type { Trace } from '#trace/record/trace.ts';
import { explain } from '#words/explain.ts';
import { letterMeanings } from '#words/glossary.ts';
import { segmentsOf } from '#words/rich-text.ts';
import { sentenceOf } from '#words/sentence.ts';
import { noteText, spokenLine } from '#words/spoken.ts';
import { createTranslate } from '#words/translate.ts';
import { renderStrictly } from './strict-katex.ts';

const say = createTranslate('en');
const { experiment: sentiment } = present(presetOf('sentiment'), 'preset');
const { experiment: manyToMany } = present(presetOf('many-to-many'), 'preset');

function withCell(experiment: Experiment, cell: string): Experiment {
  const { activation: _, ...model } = experiment.model;
  const { parameters: __, ...rest } = experiment;
  const initialization = { scheme: 'xavier-uniform', seed: 3, gain: 1 } as const;
  return { ...rest, initialization, model: { ...model, cell, hiddenSize: 2 } };
}

const runs = [sentiment, withCell(manyToMany, 'lstm'), withCell(manyToMany, 'gru')].map(
  (experiment) => runSequence(experiment, 1),
);

const ownLetters: OwnNotation = {
  vectors: 'rows',
  step: 'bracket',
  quantities: { h: 'ψ', x: 'u', logits: 'ℓ_o', prediction: 'p', target: 'q', loss: 'J', a: 'η' },
  parameters: { W_xh: 'A', W_hh: 'B^h', W_hy: 'C_out', b_h: 'd', b_y: 'e' },
};

const choices = [...notations.map(({ id }) => id), ownLetters];

describe.each(choices.map((choice) => [notationFor(choice, 'rnn').id, choice] as const))(
  '%s',
  (_, choice) => {
    describe.each(runs.map((trace) => [trace.model.cell.id, trace] as const))(
      '%s',
      (cell, trace) => {
        const notation = notationFor(choice, cell);
        const beats = buildBeats(trace.experiment, trace.model, 1);
        const derivations = [
          overviewOf(trace, notation),
          ...beats.map((beat) => derivationOf(trace, beat, notation)),
        ];

        it('has formulas that are worth what the engine computed', () => {
          let checked = 0;
          for (const { lines } of derivations.slice(1)) {
            let subject: EquationLine | null = null;
            for (const line of lines) {
              if (isNote(line)) continue;
              if (line.left !== null) subject = line;
              const left = subject?.left && valueIfComputed(subject.left, trace, notation.vectors);
              const right = valueIfComputed(line.right, trace, notation.vectors);
              if (!left || !right) continue;
              expect([right.rows, right.columns], line.subject).toEqual([left.rows, left.columns]);
              for (const [i, value] of right.data.entries()) {
                expect(value, `${line.role} ${line.subject}`).toBeCloseTo(
                  left.data[i] ?? Number.NaN,
                  9,
                );
              }
              checked += 1;
            }
          }
          expect(checked).toBeGreaterThan(beats.length);
        });

        it('is drawn by KaTeX without a warning', () => {
          const all = derivations.flatMap(({ lines }) =>
            lines.flatMap((line) => (isNote(line) ? [] : [line.tex])),
          );
          for (const tex of new Set(all)) expect(() => renderStrictly(tex), tex).not.toThrow();
        });

        it('leaves no letter of the standard in a formula', () => {
          const foreign = foreignSigns(notation, trace);
          for (const { lines } of derivations) {
            for (const line of lines) {
              if (isNote(line)) continue;
              // There c is what clipping scales by, in every notation.
              const isClip = line.subject === 'clipped';
              expectNoneIn(
                bareTex(line.tex),
                isClip ? foreign.filter((sign) => sign !== 'c') : foreign,
              );
            }
          }
        });

        it('leaves none in a sentence, a note, an explanation or what is read aloud', () => {
          const texts = beats.flatMap((beat, i) => {
            const writing = { notation, marked: true };
            const { title, sentence, detail = '' } = sentenceOf(trace, beat, say, writing);
            const { lines, context } = present(derivations[i + 1], 'derivation');
            const notes = lines.map((line) =>
              isNote(line) ? noteText(line, context, say, writing) : '',
            );
            const facts = beat.reveals.flatMap((id) => {
              const { name, what, rule, origin } = explain(id, trace, say, writing);
              return [name, what, rule, origin];
            });
            return [title, sentence, detail, ...notes, ...facts];
          });
          const meanings = letterMeanings(trace, say, { notation, marked: true });
          for (const text of [...texts, ...meanings.map(({ sign }) => sign)]) {
            expectAllOf(text, notation, trace);
          }
          const foreign = foreignSigns(notation, trace);
          for (const { lines, context } of derivations) {
            for (const line of lines) {
              if (!isNote(line))
                expectNoneIn(spokenLine(line, context, say), foreign.filter(isWord));
            }
          }
        });

        it('leaves none in the pseudocode', () => {
          const foreign = foreignSigns(notation, trace);
          for (const { text } of algorithmOf(trace.model, trace.experiment, notation)) {
            // A derivative is written dh.
            const tokens = text.replaceAll(/(?<!\p{L})d(?=\p{L})/gu, '');
            expectNoneIn(tokens.replaceAll(/[ₜ₀₋]|\^\w+/gu, ''), foreign);
          }
        });
      },
    );
  },
);

/** Of the standard, as letter and index: those that mean nothing in this notation. */
function foreignSigns(notation: Notation, { model }: Trace): readonly string[] {
  const own = new Set(signsOf(notation, model));
  const letters = new Set([...own].map((sign) => sign.split('_')[0]));
  return signsOf(standard, model).filter(
    (sign) => !own.has(sign) && (sign.includes('_') || !letters.has(sign)),
  );
}

function signsOf(notation: Notation, model: Trace['model']): readonly string[] {
  const { quantities, parameters } = namesOf(model);
  const signs = [
    ...quantities.map((name) => signOf(notation, name)),
    ...parameters.map((name) => parameterSignOf(notation, name)),
    anyParameterSign(notation),
  ];
  return signs.map(
    ({ letter, below, mark }) => letter + (below || mark ? `_${below || mark}` : ''),
  );
}

/** No name of a step can be mistaken for one that stands for itself. */
const isWord = (sign: string): boolean => sign.includes('_');

/** TeX without its commands and what is set in words; indices as in W_hh. */
function bareTex(tex: string): string {
  return tex
    .replaceAll(/\\htmlData\{[^}]*\}/g, '')
    .replaceAll(/\\mathcal\{[^}]*\}/g, ' ')
    .replaceAll(/\\(?:mathrm|operatorname|text|mathit)\{([^}]*)\}/g, '‹$1›')
    .replaceAll(/\^\{[a-zA-Z]+\}/g, ' ')
    .replaceAll(/\\[a-zA-Z]+/g, ' ')
    .replaceAll(/_\{([^{}]*)\}/g, (_, index: string) => `_${index.split(',')[0]} `);
}

function expectNoneIn(text: string, foreign: readonly string[]): void {
  for (const sign of foreign) {
    const pattern = new RegExp(`(?<![\\p{L}_‹])${sign}(?![\\p{L}])`, 'u');
    expect(pattern.test(text), `${sign} in ${text}`).toBe(false);
  }
}

/** Every symbol is one of the notation, and nothing that looks like one stands outside. */
function expectAllOf(text: string, notation: Notation, { model }: Trace): void {
  const { quantities, parameters } = namesOf(model);
  const letters = new Set([
    '',
    'G',
    'G\u0303',
    'G\u0304',
    ...quantities.map((name) => signOf(notation, name).letter),
    ...parameters.map((name) => letteringOf(parameterSignOf(notation, name)).letter),
    anyParameterSign(notation).letter,
  ]);
  for (const segment of segmentsOf(text)) {
    if (segment.kind === 'symbol') expect([...letters], text).toContain(segment.letter);
    else expect(segment.text, text).not.toMatch(/∂\p{L}|\p{L}_\p{L}|[₀-₉]/u);
  }
}

describe('row vectors', () => {
  it('show what columns show, transposed, and run every product the other way round', () => {
    const [trace] = runs;
    const rows = notationFor('input-hidden-output', 'rnn');
    const beat = buildBeats(sentiment, present(trace, 'run').model, 1).find(
      ({ operation }) => operation.kind === 'contribution' && operation.quantity === 'a',
    );
    const lines = (notation: Notation): readonly EquationLine[] =>
      derivationOf(present(trace, 'run'), present(beat, 'beat'), notation).lines.filter(
        (line): line is EquationLine => !isNote(line),
      );
    const [shown, usual] = [lines(rows), lines(standard)];
    for (const [i, line] of usual.entries()) {
      const value = valueIfComputed(line.right, present(trace, 'run'));
      const turned = valueIfComputed(
        present(shown[i], 'line').right,
        present(trace, 'run'),
        'rows',
      );
      expect(turned).toEqual(value && transposed(value));
    }
    expect(bareTex(shown[1]?.tex ?? '')).toMatch(/X_3 \^\{.*a_3/);
  });
});
