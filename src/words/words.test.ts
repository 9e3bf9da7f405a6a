// Every beat has its sentence, every quantity its name, every line of the algorithm its beat, every formula its reading.

import { describe, expect, it } from 'vitest';
import type { Experiment } from '#config/experiment.ts';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { isNote } from '#expression/derivation.ts';
import { derivationOf } from '#expression/derivation-of.ts';
import { decodeId } from '#expression/encode-id.ts';
import { algorithmOf } from '#expression/pseudocode/algorithm.ts';
import { standard } from '#model/notation.ts';
import { entryId, pathId } from '#model/quantity-id.ts';
import { describeGraph } from '#pictures/unrolled/describe-graph.words.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { plain } from '#testing/plain-writing.ts';
import { variedExperiments } from '#testing/varied-experiments.ts';
import { explain } from './explain.ts';
import { sentenceOf } from './sentence.ts';
import { noteText, spokenLine } from './spoken.ts';
import { createTranslate } from './translate.ts';

const say = createTranslate('en');
const experiments: readonly (readonly [string, Experiment])[] = [
  ...presets.map((preset) => [preset.id, preset.experiment] as const),
  ...variedExperiments,
];

/** Left-over placeholders, missing values, messages shown by their id. */
const broken = /[{}]|undefined|NaN|null|\b(?:say|name|what|note|spoken|origin)\.\w/;

describe.each(experiments)('words of %s', (_, experiment) => {
  const trace = runSequence(experiment, 1);
  const beats = buildBeats(experiment, trace.model, 1);

  it('says something whole at every beat, in at most two sentences', () => {
    for (const beat of beats) {
      const { title, sentence, detail } = sentenceOf(trace, beat, say, plain);
      for (const text of [title, sentence, ...(detail === undefined ? [] : [detail])]) {
        expect(text.trim(), JSON.stringify(beat.operation)).not.toBe('');
        expect(text).not.toMatch(broken);
        expect(text).not.toContain('–');
      }
      expect(sentence.split(/[.?!](?:\s|$)/).filter(Boolean).length).toBeLessThanOrEqual(2);
      expect(sentence.length).toBeLessThan(190);
      expect(title).not.toContain('  ');
    }
  });

  it('finds a line of the algorithm for every beat, and a beat for every line that is not a loop', () => {
    const lines = algorithmOf(trace.model, experiment, standard);
    for (const beat of beats)
      expect(
        lines.some((line) => line.matches(beat)),
        JSON.stringify(beat),
      ).toBe(true);
    for (const line of lines) {
      // Loops, branches and what is set before them.
      const isFrame = /^(?:for|if|else)|← 0$|₀$/.test(line.text);
      if (!isFrame)
        expect(
          beats.some((beat) => line.matches(beat)),
          line.text,
        ).toBe(true);
    }
    expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
  });

  it('names and explains everything that a beat reveals or a formula points at', () => {
    const ids = new Set(beats.flatMap((beat) => beat.reveals));
    for (const parameter of trace.model.parameters) {
      ids.add(parameter.name);
      ids.add(entryId(parameter.name, 1, 1));
    }
    for (const t of trace.lossSteps) ids.add(pathId(t, 1));
    for (const line of linesOf(trace.steps > 6 ? beats.slice(0, 60) : beats)) {
      for (const [, code = ''] of line.tex.matchAll(/q=([0-9a-f]+)/g)) {
        ids.add(decodeId(code) ?? '');
      }
    }
    for (const id of ids) {
      const { name, what, rule, origin } = explain(id, trace, say, plain);
      expect(`${rule} ${origin}`, id).not.toMatch(broken);
      expect(name, id).not.toBe(id);
      expect(name, id).not.toMatch(broken);
      expect(what, id).not.toMatch(broken);
      expect(what.trim(), id).not.toBe('');
    }
  });

  it('reads every formula aloud, and has a text for every note', () => {
    for (const beat of beats) {
      const { lines, context } = derivationOf(trace, beat, standard);
      for (const line of lines) {
        const text = isNote(line)
          ? noteText(line, context, say, plain)
          : spokenLine(line, context, say);
        expect(text.trim(), JSON.stringify(beat.operation)).not.toBe('');
        expect(text).not.toMatch(broken);
        expect(text).not.toContain('\\');
      }
    }
  });

  it('describes the picture', () => {
    expect(describeGraph(trace, null, say)).toContain(`${trace.steps} step`);
  });

  function linesOf(some: typeof beats) {
    return some.flatMap((beat) =>
      derivationOf(trace, beat, standard).lines.filter((line) => !isNote(line)),
    );
  }
});
