// How expressions are set: elision, signs, brackets, marks.

import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import {
  constant,
  difference,
  elementwise,
  multiply,
  negative,
  quantity,
  sum,
} from '#model/expression.ts';
import { standard } from '#model/notation.ts';
import { lossAfterId, totalLossId } from '#model/quantity-id.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { plain } from '#testing/plain-writing.ts';
import { sentenceOf } from '#words/sentence.ts';
import { createTranslate } from '#words/translate.ts';
import { isNote, printContext } from './derivation.ts';
import { derivationOf } from './derivation-of.ts';
import { printTex } from './print.ts';
import { numberTex, printNumbers } from './print-number.ts';

const { experiment } = present(presetOf('sentiment'), 'preset');
const trace = runSequence(experiment, 1);
const context = { ...printContext(trace, standard), tagged: false };

describe('numbers', () => {
  it('shows at most three digits, and entered ones as they were entered', () => {
    expect(numberTex(-0.12345)).toBe('-0.123');
    expect(numberTex(1)).toBe('1.00');
    expect(numberTex(1, 'entered')).toBe('1');
    expect(numberTex(1.23456e-7)).toBe('1.23\\mathrm{e}{-7}');
  });

  it('prints vectors up to 8 and matrices up to 5 × 5 in full, larger ones with their shape', () => {
    const numbers = (rows: number, columns: number) => ({
      rows,
      columns,
      data: Float64Array.from({ length: rows * columns }, (_, i) => i),
    });
    expect(printNumbers(numbers(8, 1)).tex).not.toContain('dots');
    expect(printNumbers(numbers(5, 5)).tex).not.toContain('dots');
    expect(printNumbers(numbers(9, 1)).tex).toContain('\\vdots');
    const wide = printNumbers(numbers(64, 32)).tex;
    expect(wide).toContain('_{64\\times 32}');
    expect(wide.match(/\\\\/g)).toHaveLength(4);
    expect(() => katex.renderToString(wide, { throwOnError: true, strict: 'error' })).not.toThrow();
  });
});

describe('brackets and signs', () => {
  const a = quantity('a@1');
  const h = quantity('h@1');

  it('brackets a sum that stands first in a product, and no minus sign that does', () => {
    expect(printTex(multiply(difference(a, h), h), 'symbols', context)).toBe(
      '\\left(a_{1} - h_{1}\\right)\\,h_{1}',
    );
    expect(printTex(multiply(negative(a), h), 'symbols', context)).toBe('-a_{1}\\,h_{1}');
  });

  it('brackets a sum inside a product, and no product inside a sum', () => {
    expect(printTex(multiply(constant(2), difference(a, h)), 'symbols', context)).toBe(
      '2\\,\\left(a_{1} - h_{1}\\right)',
    );
    expect(printTex(sum(elementwise(a, h), h), 'symbols', context)).toBe(
      'a_{1} \\odot h_{1} + h_{1}',
    );
  });

  it('writes a negative term with a minus', () => {
    expect(printTex(sum(a, negative(h)), 'symbols', context)).toBe('a_{1} - h_{1}');
  });
});

describe('a difference in numbers', () => {
  const rates = [1, 0.1, 1e-2, 1e-3, 1e-5];

  it.each(rates)('has operands that give it, at the learning rate %d', (learningRate) => {
    const optimizer = { ...experiment.training.optimizer, learningRate };
    const run = runSequence({ ...experiment, training: { ...experiment.training, optimizer } }, 1);
    const plain = { ...printContext(run, standard), tagged: false };
    const change = difference(quantity(lossAfterId), quantity(totalLossId));
    const [after = 0, before = 0] = printTex(change, 'numbers', plain).split(' - ').map(Number);
    const exact = (run.update?.lossAfter ?? Number.NaN) - run.loss;
    const printed = Number(exact.toPrecision(3));
    const lastDigit = 10 ** (Math.floor(Math.log10(Math.abs(printed))) - 2);
    expect(Math.abs(after - before - printed)).toBeLessThan(1.5 * lastDigit);
  });
});

describe('a run that overflows', () => {
  const wild = runSequence(
    {
      ...experiment,
      model: { ...experiment.model, activation: 'relu' },
      initialization: undefined,
      parameters: {
        W_xh: [
          [1e200, 1e200, 1e200],
          [1e200, 1e200, 1e200],
          [1e200, 1e200, 1e200],
        ],
        W_hh: [
          [1e200, 0, 0],
          [0, 1e200, 0],
          [0, 0, 1e200],
        ],
        W_hy: [[1, 1, 1]],
      },
    },
    1,
  );

  it('has formulas and sentences for every beat all the same, and says what is missing', () => {
    expect(wild.overflow).not.toBeNull();
    const say = createTranslate('en');
    const notes = buildBeats(wild.experiment, wild.model, 1).flatMap((beat) => {
      expect(sentenceOf(wild, beat, say, plain).sentence).not.toBe('');
      const { lines } = derivationOf(wild, beat, standard);
      for (const line of lines) if (!isNote(line)) expect(line.tex).not.toMatch(/NaN|undefined/);
      return lines.filter(isNote).map((line) => line.note);
    });
    expect(notes).toContain('notComputed');
  });
});
