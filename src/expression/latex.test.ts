// The LaTeX of several beats: every line of each, in their order, and nothing that amsmath and KaTeX do not know.

import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { standard } from '#model/notation.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { copyRows } from './derivation.ts';
import { derivationOf } from './derivation-of.ts';
import { latexOf, mostBeats } from './latex.ts';

describe.each(presets.slice(0, 3))('$id', ({ experiment }) => {
  const trace = runSequence(experiment, 1);
  const beats = buildBeats(experiment, trace.model, 1);
  const title = (): string => 'A beat\nof 50 %';

  it('is set in strict mode, step by step and as a whole', () => {
    for (const t of [1, 2, null]) {
      const tex = latexOf(
        trace,
        beats.filter((beat) => beat.t === t),
        standard,
        title,
      );
      const known = tex.replace('\\allowdisplaybreaks\n', '');
      const markup = (): string =>
        katex.renderToString(known, { displayMode: true, throwOnError: true, strict: 'error' });
      expect(markup).not.toThrow();
      expect(tex).not.toContain('htmlData');
    }
  });

  it('has every line of every beat, each beat named', () => {
    const rows = beats.flatMap((beat) => copyRows(derivationOf(trace, beat, standard)));
    const tex = latexOf(trace, beats, standard, title);
    const lines = tex.split('\n');
    expect(lines.filter((line) => line.startsWith('% '))).toHaveLength(beats.length);
    expect(lines.filter((line) => / &= /.test(` ${line}`))).toHaveLength(
      rows.flatMap((row) => row.split('\n')).filter((line) => / &= /.test(` ${line}`)).length,
    );
    let at = 0;
    for (const row of rows) {
      at = tex.indexOf(row, at);
      expect(at, row).toBeGreaterThan(0);
      at += row.length;
    }
  });
});

it('ends where nobody reads on', () => {
  const [{ experiment } = { experiment: null }] = presets;
  if (!experiment) throw new Error('no preset');
  const trace = runSequence(experiment, 1);
  const [beat] = buildBeats(experiment, trace.model, 1);
  if (!beat) throw new Error('no beat');
  const many = Array.from({ length: mostBeats + 5 }, () => beat);
  expect(latexOf(trace, many, standard, () => 'x').match(/^% x$/gm)).toHaveLength(mostBeats);
});
