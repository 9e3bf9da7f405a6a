// Every sign and every letter of every formula has a meaning of one or two sentences, and the help lists the same.

import { describe, expect, it } from 'vitest';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { isNote } from '#expression/derivation.ts';
import { derivationOf } from '#expression/derivation-of.ts';
import { decodeId } from '#expression/encode-id.ts';
import { signKeyOf } from '#expression/operator-marks.ts';
import { overviewOf } from '#expression/overview.ts';
import { standard } from '#model/notation.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { plain } from '#testing/plain-writing.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import {
  letterMeaning,
  letterMeanings,
  type Meaning,
  signMeaning,
  signMeanings,
} from './glossary.ts';
import { termMeanings } from './terms.ts';
import { createTranslate } from './translate.ts';

const say = createTranslate('en');

function expectSaid({ sign, name, what }: Meaning): void {
  expect(`${sign} ${name} ${what}`).not.toMatch(/NaN|undefined|[{}\\]|@|\bt[+-]1\b/);
  expect(name, sign).not.toBe('');
  expect(what, sign).toMatch(/^\S.*[.?]$/);
  expect(what.length, what).toBeLessThan(190);
}

const experiments = [
  ...presets.map(({ id, experiment }) => [id, experiment] as const),
  ...variedExperiments,
].filter(([, { model }]) => model.hiddenSize <= 4);

describe.each(experiments)('%s', (_, experiment) => {
  const trace = runSequence(experiment, 1);
  const tex = [
    overviewOf(trace, standard),
    ...buildBeats(experiment, trace.model, 1).map((beat) => derivationOf(trace, beat, standard)),
  ]
    .flatMap(({ lines }) => lines.map((line) => (isNote(line) ? '' : line.tex)))
    .join();

  it('every mark answers', () => {
    const marks = new Set([...tex.matchAll(/\\htmlData\{([sg]=[a-z0-9]+)\}/g)].map(([, m]) => m));
    expect(marks.size).toBeGreaterThan(8);
    for (const mark of marks) {
      const name = mark?.slice(2) ?? '';
      const key = signKeyOf(name);
      if (mark?.startsWith('s')) expect(key).toBe(name);
      expectSaid(
        key ? signMeaning(key, say) : letterMeaning(decodeId(name) ?? '', trace, say, plain),
      );
    }
  });

  it('the letters of the net are listed once each', () => {
    const letters = letterMeanings(trace, say, plain);
    letters.forEach(expectSaid);
    expect(new Set(letters.map(({ sign }) => sign)).size).toBe(letters.length);
  });
});

it('signs and words are told once each', () => {
  const words = termMeanings(say).map((term) => ({ sign: '', ...term }));
  for (const list of [signMeanings(say), words]) {
    list.forEach(expectSaid);
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
  }
  expect(words[0]?.name).toMatch(/backpropagation through time/i);
});
