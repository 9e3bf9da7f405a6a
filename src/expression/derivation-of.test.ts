// Every formula of every beat: KaTeX renders it strictly, and its right-hand side is worth what the engine computed.

import katex from 'katex';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '#config/experiment.ts';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { standard } from '#model/notation.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { renderStrictly } from '#testing/strict-katex.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import type { Trace } from '#trace/record/trace.ts';
import { copyTex, type EquationLine, isNote } from './derivation.ts';
import { derivationOf } from './derivation-of.ts';
import { decodeId } from './encode-id.ts';
import { valueIfComputed } from './evaluate.ts';
import { numberTex } from './print-number.ts';

function linesOf(trace: Trace): readonly EquationLine[] {
  const beats = buildBeats(trace.experiment, trace.model, trace.sequence);
  return beats.flatMap((beat) =>
    derivationOf(trace, beat, standard).lines.filter((line) => !isNote(line)),
  );
}

const experiments: readonly (readonly [string, Experiment])[] = [
  ...presets.map((preset) => [preset.id, preset.experiment] as const),
  ...variedExperiments,
];

describe.each(experiments)('formulas of %s', (_, experiment) => {
  const trace = runSequence(experiment, 1);
  const beats = buildBeats(experiment, trace.model, 1);
  const lines = linesOf(trace);

  it('has lines with a result for every beat', () => {
    for (const beat of beats) {
      const { lines: own } = derivationOf(trace, beat, standard);
      expect(
        own.some((line) => line.role === 'result'),
        JSON.stringify(beat),
      ).toBe(true);
      expect(own.some((line) => isNote(line) && line.note === 'notComputed')).toBe(false);
    }
  });

  it('renders in KaTeX with no warning', () => {
    for (const tex of new Set(lines.map((line) => line.tex))) {
      expect(() => renderStrictly(tex), tex).not.toThrow();
    }
  });

  it('is worth what the engine computed, line by line', () => {
    let checked = 0;
    for (const line of lines) {
      const right = valueIfComputed(line.right, trace);
      const left = expectedOf(trace, lines, line);
      // Only the mean over a batch names what no trace records: the gradients of the other sequences.
      if (line.subject === 'batch' && line.role === 'definition') continue;
      if (!right || !left) throw new Error(`${line.role} of ${line.subject} has no value`);
      expect([right.rows, right.columns]).toEqual([left.rows, left.columns]);
      const wrong = Array.from(right.data).findIndex((value, i) => {
        const wanted = left.data[i] ?? Number.NaN;
        return !(Math.abs(value - wanted) <= 1e-9 * Math.abs(wanted) + 1e-12);
      });
      expect(wrong, `entry of ${line.role} of ${line.subject} that is wrong`).toBe(-1);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(beats.length * 1.5);
  });

  it('marks factors with ids that the trace knows, and prints their numbers rounded to three digits or more', () => {
    let compared = 0;
    for (const line of lines) {
      for (const [, code = '', body = ''] of line.tex.matchAll(
        /\\htmlData\{q=([0-9a-f]+)\}\{(-?[\d.]+(?:\\mathrm\{e\}\{-?\d+\})?)\}/g,
      )) {
        const id = decodeId(code) ?? '';
        const numbers = numbersOf(trace, id);
        if (numbers?.data.length !== 1) continue;
        const value = numbers.data[0] ?? Number.NaN;
        const decimals = /\.(\d+)$/.exec(body)?.[1]?.length ?? 0;
        const texts = [numberTex(value), numberTex(value, 'entered')];
        // Only the operand of a difference has more digits than three.
        if (line.right.kind === 'difference') texts.push(numberTex(value, 'computed', decimals));
        expect(texts).toContain(body);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(0);
  });

  it('copies as plain LaTeX', () => {
    for (const beat of beats) {
      const tex = copyTex(derivationOf(trace, beat, standard));
      expect(tex).not.toContain('htmlData');
      expect(() =>
        katex.renderToString(tex, { throwOnError: true, strict: 'error' }),
      ).not.toThrow();
    }
  });
});

/** What a line must be worth: its left side where it has one, else that of the line it continues. */
function expectedOf(trace: Trace, lines: readonly EquationLine[], line: EquationLine) {
  const start = lines.slice(0, lines.indexOf(line) + 1).findLast((other) => other.left !== null);
  return start?.left ? valueIfComputed(start.left, trace) : null;
}
