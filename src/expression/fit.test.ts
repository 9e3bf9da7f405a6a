// A formula in a box: rule and result stay, what is between them gives way, and nothing is dropped where there is room.

import { describe, expect, it } from 'vitest';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { standard } from '#model/notation.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { experimentOf } from '#testing/scene-runs.ts';
import { renderStrictly } from '#testing/strict-katex.ts';
import { type EquationLine, isNote, type Line } from './derivation.ts';
import { derivationOf } from './derivation-of.ts';
import { type FormulaRoom, linesHeight, roomOf, smallestScale, subjectOf } from './fit.ts';

/** The boxes of the studio: a desk, a projector, a tablet, a phone; and one that is too small for anything. */
const rooms: readonly (readonly [string, FormulaRoom])[] = [
  ['1440 × 900', { width: 60, height: 10 }],
  ['1280 × 720', { width: 60, height: 8.5 }],
  ['768 × 1024', { width: 52, height: 9 }],
  ['390 × 844', { width: 26, height: 13 }],
];
const tiny: FormulaRoom = { width: 12, height: 3 };

const experiments = [
  ...presets.map(({ id, experiment }) => [id, experiment] as const),
  ['an LSTM', experimentOf('lstm', 4, 3)] as const,
  ['a GRU', experimentOf('gru', 4, 3)] as const,
  ['a wide net', experimentOf('rnn', 12, 3)] as const,
];

function equations(lines: readonly Line[]): readonly EquationLine[] {
  return lines.filter((line): line is EquationLine => !isNote(line));
}

describe.each(experiments)('the formulas of %s', (_, experiment) => {
  const trace = runSequence(experiment, 1);
  const beats = buildBeats(experiment, trace.model, 1);

  const drawn = new Set<string>();
  it.each(rooms)('fit into the box at %s, rule and result whole', (_at, room) => {
    for (const beat of beats) {
      const whole = equations(derivationOf(trace, beat, standard).lines);
      const { lines, scale } = derivationOf(trace, beat, standard, room);
      const subject = subjectOf(lines);
      const at = JSON.stringify(beat.operation);
      expect(scale * linesHeight(subject, room.width / scale), at).toBeLessThanOrEqual(room.height);
      expect(equations(lines).length, at).toBe(whole.length);
      expect(subject[0]?.subject, at).toBe(whole[0]?.subject);
      expect(subject[0]?.left, at).toEqual(whole[0]?.left);
      expect(subject.at(-1)?.role, at).toBe('result');
      for (const end of [subject[0], subject.at(-1)]) {
        expect((end?.width ?? 0) * smallestScale * scale, at).toBeLessThanOrEqual(room.width);
      }
      for (const { tex } of equations(lines)) {
        if (!drawn.has(tex)) expect(() => renderStrictly(tex), tex).not.toThrow();
        drawn.add(tex);
      }
    }
  });

  it('have the result behind the rule in the smallest box, and the working behind both', () => {
    for (const beat of beats) {
      const whole = derivationOf(trace, beat, standard).lines;
      const { lines } = derivationOf(trace, beat, standard, tiny);
      const drafts = (all: readonly Line[]): readonly string[] =>
        equations(all).map(({ role, subject, right }) => JSON.stringify([role, subject, right]));
      expect(subjectOf(lines)[0]?.role).toBe(subjectOf(whole)[0]?.role);
      expect(subjectOf(lines).at(-1)?.role).toBe('result');
      expect(subjectOf(lines).length).toBeLessThanOrEqual(2);
      expect(drafts(lines).toSorted()).toEqual(drafts(whole).toSorted());
    }
  });
});

describe('the room of a box', () => {
  it('is counted in halves of an em of its type', () => {
    expect(roomOf(700, 130, 14)).toEqual({ width: 50, height: 9 });
    expect(roomOf(703, 132, 14)).toEqual({ width: 50, height: 9 });
  });
});
