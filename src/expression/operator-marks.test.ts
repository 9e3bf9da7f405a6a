// Signs are marked without changing how a formula looks, in every formula of every beat, and nowhere in what is copied.

import { describe, expect, it } from 'vitest';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { standard } from '#model/notation.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { renderStrictly } from '#testing/strict-katex.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { copyTex, type Derivation, isNote } from './derivation.ts';
import { derivationOf } from './derivation-of.ts';
import { signKeyOf, signKeys, withSignsMarked } from './operator-marks.ts';
import { overviewOf } from './overview.ts';

const marks = /\\htmlData\{(?:s=[a-z]+|g=[0-9a-f]+)\}/g;

/** The drawing, without its MathML and without the spans of the marks. */
function drawn(tex: string): string {
  const element = renderStrictly(tex).replace(
    /<span class="katex-mathml">.*?<\/math><\/span>/g,
    '',
  );
  let rest = element;
  const open = /<span class="enclosing(?: mtight)?" data-[sg]="[^"]*">/;
  for (let at = open.exec(rest); at; at = open.exec(rest)) {
    const end = closing(rest, at.index + at[0].length);
    rest =
      rest.slice(0, at.index) +
      rest.slice(at.index + at[0].length, end) +
      rest.slice(end + '</span>'.length);
  }
  // Where a formula may break in running text, which ours never do.
  return rest
    .replace(/<span class="katex-strut"[^>]*><\/span>/g, '')
    .replaceAll('</span><span class="katex-base">', '');
}

/** Where the span that holds this place ends. */
function closing(markup: string, from: number): number {
  let depth = 1;
  const tags = /<(\/?)span\b[^>]*>/g;
  tags.lastIndex = from;
  for (let tag = tags.exec(markup); tag; tag = tags.exec(markup)) {
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return tag.index;
  }
  throw new Error('a span has no end');
}

/** The TeX without the braces and names of the marks. */
function unmarked(tex: string): string {
  let rest = tex;
  for (let at = marks.exec(rest); at; marks.lastIndex = 0, at = marks.exec(rest)) {
    const start = at.index + at[0].length;
    let depth = 0;
    let end = start;
    do {
      if (rest[end] === '{') depth += 1;
      if (rest[end] === '}') depth -= 1;
      end += 1;
    } while (depth > 0);
    rest = `${rest.slice(0, at.index)}${rest.slice(start + 1, end - 1)}${rest.slice(end)}`;
  }
  return rest;
}

const experiments = [
  ...presets.map(({ id, experiment }) => [id, experiment] as const),
  ...variedExperiments,
].filter(([, { model }]) => model.hiddenSize <= 4);

describe.each(experiments)('the signs of %s', (_, experiment) => {
  const trace = runSequence(experiment, 1);
  const beats = buildBeats(experiment, trace.model, 1);
  const derivations: readonly Derivation[] = [
    overviewOf(trace, standard),
    // One of each operation: what differs is numbers.
    ...[...new Map(beats.map((beat) => [beat.operation.kind, beat])).values()].map((beat) =>
      derivationOf(trace, beat, standard),
    ),
  ];
  const lines = derivations.flatMap((d) => d.lines.filter((line) => !isNote(line)));

  it('are all marked, with a name that is known', () => {
    for (const { tex } of lines) {
      for (const [, key = ''] of tex.matchAll(/\\htmlData\{s=([a-z]+)\}/g)) {
        expect(signKeyOf(key)).toBe(key);
      }
      // Whatever is left once the marked ones are taken out is no sign.
      const left = tex.replace(
        /\\htmlData\{s=[a-z]+\}\{(?:\\[{}]|[^{}]|\{(?:\\[{}]|[^{}])*\})*\}/g,
        '',
      );
      expect(withSignsMarked(left)).toBe(left);
    }
  });

  it('stand where they would stand without', () => {
    for (const { tex } of lines) expect(drawn(tex)).toBe(drawn(unmarked(tex)));
  });

  it('are plain in what is copied', () => {
    for (const derivation of derivations) expect(copyTex(derivation)).not.toContain('htmlData');
  });
});

it('every sign occurs, or is one of another net', () => {
  const tex = experiments
    .flatMap(([, experiment]) => {
      const trace = runSequence(experiment, 1);
      return [
        overviewOf(trace, standard),
        ...buildBeats(experiment, trace.model, 1).map((beat) =>
          derivationOf(trace, beat, standard),
        ),
      ];
    })
    .flatMap(({ lines }) => lines.map((line) => (isNote(line) ? '' : line.tex)))
    .join();
  for (const key of signKeys) expect(tex, key).toContain(`\\htmlData{s=${key}}`);
});
