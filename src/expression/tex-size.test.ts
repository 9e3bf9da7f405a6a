// What is read from the TeX of a formula holds what KaTeX makes of it, and wastes little.

import { describe, expect, it } from 'vitest';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { notationFor, notations } from '#model/notations.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { katexSize } from '#testing/katex-size.ts';
import { experimentOf } from '#testing/scene-runs.ts';
import { isNote } from './derivation.ts';
import { derivationOf } from './derivation-of.ts';
import { overviewOf } from './overview.ts';
import { sizeOfTex } from './tex-size.ts';

const experiments = [
  ...presets.map(({ id, experiment }) => [id, experiment] as const),
  ['an LSTM', experimentOf('lstm', 4, 3)] as const,
  ['a GRU', experimentOf('gru', 4, 3)] as const,
  ['a wide net', experimentOf('rnn', 12, 3)] as const,
];
const rooms = [
  { width: 60, height: 10 },
  { width: 26, height: 13 },
];

/** A line of text is as high as its font, and not as its letters. */
const line = 1.22;

describe.each(experiments)('the formulas of %s', (_, experiment) => {
  const trace = runSequence(experiment, 1);
  const beats = buildBeats(experiment, trace.model, 1);
  const all = notations.map(({ id }) => notationFor(id, trace.model.cell.id));
  const lines = all.flatMap((notation) =>
    rooms.flatMap((room) => [
      ...overviewOf(trace, notation, room).lines,
      ...beats.flatMap((beat) => derivationOf(trace, beat, notation, room).lines),
    ]),
  );
  const formulas = new Set(lines.flatMap((one) => (isNote(one) ? [] : [one.tex])));

  it('are never larger than they are taken for, and hardly smaller', () => {
    expect(formulas.size).toBeGreaterThan(40);
    for (const tex of formulas) {
      const [taken, drawn] = [sizeOfTex(tex), katexSize(tex)];
      expect(taken.height, tex).toBeGreaterThan(drawn.height);
      // An exponent inside an index is taken for a little more than it is.
      const spare = /_\{\w+\}\^|W\^/.test(tex) ? 0.6 : 0.3;
      expect(taken.height, tex).toBeLessThan(Math.max(line, drawn.height) * 1.08 + spare);
      expect(taken.width, tex).toBeGreaterThan(drawn.width - 0.02);
      expect(taken.width, tex).toBeLessThan(drawn.width * 1.03 + 0.3);
    }
  });
});

describe('TeX that the printer has not written', () => {
  it('is taken for a large letter where a command is not known', () => {
    expect(sizeOfTex('\\unheard').width).toBeGreaterThan(0.7);
  });

  it('is read to its end, whatever it is', () => {
    for (const tex of [
      '',
      '}',
      '{',
      '\\',
      '_',
      'x_',
      '\\left(',
      '\\begin{bmatrix}1 & 2',
      '\\frac',
    ]) {
      expect(sizeOfTex(tex).height, tex).toBeGreaterThan(1);
    }
  });
});
