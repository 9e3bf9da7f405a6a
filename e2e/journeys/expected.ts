// What the page has to show at a beat, computed here, in Node, by the engine itself.

import { formatNumber, formatPair } from '../../src/base/format.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { runSequence } from '../../src/engine/run.ts';
import type { EquationLine } from '../../src/expression/derivation.ts';
import type { FormulaRoom } from '../../src/expression/fit.ts';
import { formulaOf } from '../../src/expression/formula-of.ts';
import { standard } from '../../src/model/notation.ts';
import { lossAfterId, totalLossId } from '../../src/model/quantity-id.ts';
import type { Beat } from '../../src/playback/beat.ts';
import { buildBeats } from '../../src/playback/build-beats.ts';
import { isRevealed, revealsOf } from '../../src/playback/reveal.ts';
import { numbersOf } from '../../src/trace/derived/numbers-of.ts';
import type { Trace } from '../../src/trace/record/trace.ts';
import { fetchMessages } from '../../src/words/messages.ts';
import { segmentsOf } from '../../src/words/rich-text.ts';
import { sentenceOf } from '../../src/words/sentence.ts';
import { createTranslateInNode } from '../../src/words/translate-in-node.ts';

export interface Expected {
  readonly trace: Trace;
  readonly beats: readonly Beat[];
  /** The numbers of a quantity of the graph as its label says them; null: not computed yet at this position. */
  numbers(id: string, position: number): readonly string[] | null;
  /** The TeX of every equation of a beat, fitted into the room; before the first beat, of the whole net. */
  formulas(position: number, room: FormulaRoom): readonly string[];
  /** What happens at a beat, in words. */
  sentence(position: number): string;
}

export function expectedOf(experiment: Experiment, sequence = 1): Expected {
  const trace = runSequence(experiment, sequence);
  const beats = buildBeats(experiment, trace.model, sequence);
  const reveals = revealsOf(trace.model, beats);
  return {
    trace,
    beats,
    numbers(id, position) {
      if (!isRevealed(reveals, id, position)) return null;
      // Once both losses stand side by side, they have the digits that tell them apart.
      if (isRevealed(reveals, lossAfterId, position) && trace.update !== null) {
        const [before, after] = formatPair(trace.loss, trace.update.lossAfter);
        if (id === totalLossId) return [before];
        if (id === lossAfterId) return [after];
      }
      return Array.from(numbersOf(trace, id)?.data ?? [], (value) => formatNumber(value));
    },
    formulas(position, room) {
      const { lines } = formulaOf(trace, beats[position] ?? null, standard, room);
      return lines.filter((line): line is EquationLine => line.role !== 'note').map((l) => l.tex);
    },
    sentence(position) {
      const beat = beats[position];
      return asSet(
        beat
          ? sentenceOf(trace, beat, translate, marked).sentence
          : translate('studio.before.text'),
      );
    },
  };
}

const translate = createTranslateInNode('en');
await fetchMessages('beats');
const marked = { notation: standard, marked: true };

/** The text of a sentence whose symbols are set as mathematics: h₂ is an h and a 2. */
function asSet(sentence: string): string {
  const pieces = segmentsOf(sentence).map((segment) =>
    segment.kind === 'plain' ? segment.text : segment.letter + segment.index + segment.above,
  );
  return pieces.join('');
}
