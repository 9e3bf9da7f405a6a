// The net as equations: each holds at every step of a run, KaTeX renders it strictly, and it can be read aloud.

import { describe, expect, it } from 'vitest';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import type { Expression } from '#model/expression.ts';
import { standard } from '#model/notation.ts';
import { renderStrictly } from '#testing/strict-katex.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { spokenLine } from '#words/spoken.ts';
import { createTranslate } from '#words/translate.ts';
import { copyTex, isNote } from './derivation.ts';
import { decodeId } from './encode-id.ts';
import { valueIfComputed } from './evaluate.ts';
import { overviewOf } from './overview.ts';

/** The formula at one step of the run: t, t − 1 and t + 1 become numbers. */
function atStep(expression: Expression, t: number): Expression {
  const text = JSON.stringify(expression).replace(
    /@t(?:([+-])1)?(?=["[/])/g,
    (_, sign) => `@${t + (sign === '+' ? 1 : sign === '-' ? -1 : 0)}`,
  );
  return JSON.parse(text) as Expression;
}

const experiments = [
  ...presets.map(({ id, experiment }) => [id, experiment] as const),
  ...variedExperiments,
];

describe.each(experiments)('the net of %s', (_, experiment) => {
  const trace = runSequence(experiment, 1);
  const derivation = overviewOf(trace, standard);
  const lines = derivation.lines.filter((line) => !isNote(line));

  it('has an equation for every quantity, the loss and the way back', () => {
    const subjects = lines.map((line) => line.subject);
    for (const { name } of trace.model.quantities) expect(subjects).toContain(`${name}@t`);
    expect(subjects).toEqual(expect.arrayContaining(['prediction@t', 'loss@t', 'loss', 'dL/dh@t']));
    expect(subjects.at(-1)).toMatch(/^dL\/dW_h/);
  });

  it('is true at every step', () => {
    let checked = 0;
    for (const line of lines) {
      if (line.left === null) continue;
      for (let t = 1; t <= trace.steps; t++) {
        const left = valueIfComputed(atStep(line.left, t), trace);
        const right = valueIfComputed(atStep(line.right, t), trace);
        // At the last step nothing is carried, and where there is no loss there is no prediction.
        if (!left || !right) continue;
        left.data.forEach((value, i) => {
          expect(right.data[i], `${line.subject} at ${t}`).toBeCloseTo(value, 9);
        });
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThanOrEqual(trace.steps * trace.model.cell.quantities.length + 2);
  });

  it('points at what exists, and at no general step', () => {
    for (const line of lines) {
      for (const [, code = ''] of line.tex.matchAll(/q=([0-9a-f]+)/g)) {
        expect(decodeId(code)).not.toMatch(/@t|@T/);
      }
      expect(() => renderStrictly(line.tex)).not.toThrow();
    }
    expect(lines.map((line) => line.tex).join()).toContain('htmlData');
    expect(copyTex(derivation)).not.toContain('htmlData');
  });

  it('is read aloud', () => {
    for (const line of lines) {
      const text = spokenLine(line, derivation.context, createTranslate('en'));
      expect(text).not.toMatch(/NaN|undefined|[{}\\]/);
    }
  });
});
