// Numbers changed in place give the very drawing that KaTeX would make of the new formula.

import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { parameterValuesOf, resolveParameters } from '#config/parameters.ts';
import { presets } from '#config/presets.ts';
import { runSteps } from '#engine/run.ts';
import { isNote } from '#expression/derivation.ts';
import { derivationOf } from '#expression/derivation-of.ts';
import { buildModel } from '#model/model.ts';
import { standard } from '#model/notation.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { mergeChunk, startTrace } from '#trace/record/chunk.ts';
import type { Trace } from '#trace/record/trace.ts';
import { placesIn, splitTex, standInTex } from './numbers-in-place.ts';

const options = { displayMode: true, trust: true, strict: false } as const;

function traceOf(experiment: Experiment): Trace {
  let trace = startTrace(experiment, 1);
  for (const chunk of runSteps(experiment, 1)) trace = mergeChunk(trace, chunk);
  return trace;
}

/** Every number of the first parameter a little larger. */
function nudged(experiment: Experiment): Experiment {
  const model = buildModel(experiment.model);
  const values = resolveParameters(experiment, model).map((value) => value * 1.03);
  const { initialization: _, ...rest } = experiment;
  return { ...rest, parameters: parameterValuesOf(model, values) };
}

function textsOf(markup: string): string[] {
  return markup.split(/<[^>]*>/).filter((text) => text !== '');
}

/** The markup of `before` with its numbers changed into those of `after`, or null where that cannot be. */
function changed(before: string, after: string): readonly string[] | null {
  const { frame, numbers } = splitTex(after);
  const places = placesIn(katex.renderToString(standInTex(frame), options), numbers.length);
  if (places === null) return null;
  const texts = textsOf(katex.renderToString(before, options));
  for (const place of places) {
    texts[place.text] =
      `${place.before}${present(numbers[place.number], 'a number')}${place.after}`;
  }
  return texts.map((text) => (text.includes('\\') ? 'source' : text));
}

describe.each(presets)('the formulas of $id', ({ experiment }) => {
  const beats = buildBeats(experiment, buildModel(experiment.model), 1);
  const [before, after] = [traceOf(experiment), traceOf(nudged(experiment))];
  let alike = 0;

  it('change in place into what KaTeX draws', () => {
    for (const beat of beats) {
      const lines = [before, after].map((trace) =>
        derivationOf(trace, beat, standard).lines.flatMap((line) =>
          isNote(line) ? [] : [line.tex],
        ),
      );
      for (const [i, old] of (lines[0] ?? []).entries()) {
        const now = lines[1]?.[i] ?? '';
        if (old === now || splitTex(old).frame !== splitTex(now).frame) continue;
        const fresh = katex.renderToString(now, options);
        const inPlace = changed(old, now);
        expect(inPlace).toEqual(textsOf(fresh).map((t) => (t.includes('\\') ? 'source' : t)));
        // And nothing but the texts depends on the numbers.
        expect(katex.renderToString(old, options).match(/<[^>]*>/g)).toEqual(
          fresh.match(/<[^>]*>/g),
        );
        alike += 1;
      }
    }
    expect(alike).toBeGreaterThan(beats.length / 4);
  });
});

describe('splitTex', () => {
  it('leaves signs and identifiers in the frame', () => {
    const { frame, numbers } = splitTex('\\htmlData{q=0064}{-0.943} + 1.08\\mathrm{e}{-8}\\,h_{3}');
    expect(numbers).toEqual(['0.943', '1.08', '8']);
    expect(frame).toBe('\\htmlData{q=0064}{-#.#} + #.#\\mathrm{e}{-#}\\,h_{3}');
  });

  it('says so where a number is not among the texts', () => {
    expect(placesIn(katex.renderToString(standInTex('x'), options), 1)).toBeNull();
    expect(placesIn(katex.renderToString(standInTex('x\\hspace{#.#em}'), options), 1)).toBeNull();
  });
});
