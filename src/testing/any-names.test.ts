// What a cell's quantities and weights are called changes its letters and nothing else: numbers, beats, pictures at
// all four depths, formulas, sentences and pseudocode are those of the same cell under other names.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '#base/rng.ts';
import type { Experiment } from '#config/experiment.ts';
import { runSequence } from '#engine/run.ts';
import { isNote } from '#expression/derivation.ts';
import { derivationOf } from '#expression/derivation-of.ts';
import { valueIfComputed } from '#expression/evaluate.ts';
import { algorithmOf } from '#expression/pseudocode/algorithm.ts';
import { stripLayout } from '#marks/strip-layout.ts';
import { layoutStrips } from '#marks/strips-layout.ts';
import { cells } from '#model/cells/all.ts';
import type { CellDeclaration } from '#model/declaration.ts';
import { buildModelOf } from '#model/model.ts';
import { standard } from '#model/notation.ts';
import { buildFoldedScene } from '#pictures/folded/folded.scene.ts';
import { foldedShape, layoutFolded } from '#pictures/folded/layout.scene.ts';
import { buildInsideScene, layoutInside } from '#pictures/inside/inside.scene.ts';
import { buildStripsScene } from '#pictures/strips/strips.scene.ts';
import { layoutUnits } from '#pictures/units/unit-layout.scene.ts';
import { buildUnitsScene } from '#pictures/units/units.scene.ts';
import { buildGraphScene } from '#pictures/unrolled/graph.scene.ts';
import { buildWeightsScene } from '#pictures/weights/weights.scene.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { revealsOf } from '#playback/reveal.ts';
import { plain } from '#testing/plain-writing.ts';
import type { Trace } from '#trace/record/trace.ts';
import { explain } from '#words/explain.ts';
import { sentenceOf } from '#words/sentence.ts';
import { createTranslate, type Translate } from '#words/translate.ts';
import { hostileNamesFor, renamed } from './hostile-names.ts';
import { gatedExperiment, minimalGatedUnit } from './minimal-gated-unit.ts';
import { layoutOf } from './scene-runs.ts';

createTranslate('en');
/** Says which messages are said, with whatever phrases stand in them. */
const said: Translate = (id, values = {}) => {
  const phrases = Object.values(values).filter((v) => typeof v === 'string' && v.includes('⟨'));
  return `⟨${[id, ...phrases].join(' ')}⟩`;
};
const idsIn = (text: string): readonly string[] => text.match(/⟨[\w.\- ]+/g) ?? [];

/** Two runs of one net have the same numbers in their parameters, one by one: drawn ones would go by their names. */
function runOf(cell: CellDeclaration) {
  const model = buildModelOf(cell, gatedExperiment.model);
  const drawn = randomStream(3, 'weights');
  const { initialization: _, ...rest } = gatedExperiment;
  const experiment: Experiment = {
    ...rest,
    parameters: Object.fromEntries(
      model.parameters.map(({ name, kind, rows, columns }) => {
        const matrix = Array.from({ length: rows }, () =>
          Array.from({ length: columns }, () => drawn.normal()),
        );
        return [name, kind === 'bias' ? matrix.flat() : matrix];
      }),
    ),
  };
  const trace = runSequence(experiment, 1, model);
  const beats = buildBeats(experiment, model, 1);
  return { model, trace, beats, reveals: revealsOf(model, beats) };
}
type Run = ReturnType<typeof runOf>;

const declared: readonly (readonly [string, CellDeclaration])[] = [
  ...cells.map((cell) => [cell.id, cell.declare('tanh')] as const),
  ['minimal gated unit', minimalGatedUnit],
];

describe.each(declared)('%s under any names', (_, cell) => {
  const own = runOf(cell);
  const others = hostileNamesFor(cell).map((names) => ({
    names,
    run: runOf(renamed(cell, names)),
  }));
  const always = (check: (run: Run, names: Readonly<Record<string, string>>) => void): void =>
    fc.assert(
      fc.property(others, ({ run, names }) => check(run, names)),
      { numRuns: 6 },
    );

  it('has the same numbers to the bit', () => {
    always((run, names) => {
      expect(run.trace.loss).toBe(own.trace.loss);
      expect(run.trace.gradient).toEqual(own.trace.gradient);
      for (const [name, values] of Object.entries(own.trace.values)) {
        expect(run.trace.values[names[name] ?? name], name).toEqual(values);
      }
    });
  });

  it('has the same beats, and each quantity is there from the same beat on', () => {
    always((run) => {
      const kinds = ({ beats }: Run) =>
        beats.map(({ phase, t, operation }) => [phase, t, operation.kind]);
      expect(kinds(run)).toEqual(kinds(own));
      run.beats.forEach((beat, i) => {
        const before = own.beats[i]?.reveals ?? [];
        expect(beat.reveals.map((id) => run.reveals.get(id))).toEqual(
          before.map((id) => own.reveals.get(id)),
        );
      });
    });
  });

  it('has the same pictures', () => {
    const positions = own.beats.map((_, i) => i).filter((i) => i % 9 === 0);
    always((run) => {
      for (const position of [-1, ...positions, own.beats.length - 1]) {
        const differences = unlike(picturesOf(run, position), picturesOf(own, position));
        expect(differences, `beat ${position + 1}`).toEqual([]);
      }
    });
  });

  it('has formulas that are worth what the engine computed, line for line', () => {
    always((run) => {
      run.beats.forEach((beat, i) => {
        const lines = derivationOf(run.trace, beat, standard).lines;
        const before = own.beats[i];
        if (before === undefined) throw new Error('no such beat');
        const ownLines = derivationOf(own.trace, before, standard).lines;
        expect(lines.map(({ role }) => role)).toEqual(ownLines.map(({ role }) => role));
        let left: ReturnType<typeof valueIfComputed> = null;
        for (const line of lines) {
          if (isNote(line)) continue;
          if (line.left) left = valueIfComputed(line.left, run.trace);
          const right = valueIfComputed(line.right, run.trace);
          right?.data.forEach((value, k) => {
            if (left) expect(value).toBeCloseTo(left.data[k] ?? Number.NaN, 10);
          });
        }
      });
    });
  });

  it('says the same of every beat and of every quantity', () => {
    always((run) => {
      run.beats.forEach((beat, i) => {
        const before = own.beats[i];
        if (before === undefined) throw new Error('no such beat');
        expect(wordsOf(run.trace, beat)).toEqual(wordsOf(own.trace, before));
        beat.reveals.forEach((id, k) => {
          expect(meaningOf(id, run.trace), id).toEqual(
            meaningOf(before.reveals[k] ?? '', own.trace),
          );
        });
      });
    });
  });

  it('has a line of the algorithm for the same beats', () => {
    const linesOf = ({ model, beats, trace }: Run) =>
      algorithmOf(model, trace.experiment, standard).map((line) =>
        beats.flatMap((beat, i) => (line.matches(beat) ? [i] : [])),
      );
    always((run) => {
      expect(linesOf(run)).toEqual(linesOf(own));
    });
  });
});

function wordsOf(trace: Trace, beat: Run['beats'][number]) {
  const { sentence, detail = '' } = sentenceOf(trace, beat, said, plain);
  return [idsIn(sentence), idsIn(detail)];
}

function meaningOf(id: string, trace: Trace) {
  const { name, what, shape, origin } = explain(id, trace, said, plain);
  return [name, what, shape, origin].map(idsIn);
}

/** The picture at all four depths, the strips and the weights. */
function picturesOf({ trace, reveals, beats, model }: Run, position: number): unknown {
  const moment = { reveals, position };
  const t = beats[position]?.t ?? 2;
  const room = { width: 1600, height: 1200 };
  const graph = layoutOf(trace, room.width, room.height);
  const shape = foldedShape(model, trace.steps, false);
  return {
    unrolled: buildGraphScene(trace, moment, graph, t),
    folded: buildFoldedScene(trace, moment, shape, layoutFolded(shape, room, false), t),
    inside: buildInsideScene(trace, moment, layoutInside(model, room, false), t),
    units: buildUnitsScene(trace, moment, layoutUnits(trace, graph, false, room), false),
    strips: buildStripsScene(
      trace,
      moment,
      graph,
      layoutStrips(stripLayout(3, 30, 14), false, 400),
    ),
    weights: buildWeightsScene(trace, moment, null),
  };
}

/** Where two pictures differ in their marks or in a mark's kind and state; places go by the widths of letters. */
function unlike(picture: unknown, own: unknown, path = ''): readonly string[] {
  if (own instanceof Map && picture instanceof Map) {
    return unlike([...picture.values()], [...own.values()], path);
  }
  if (isList(own) && isList(picture)) {
    if (picture.length !== own.length) return [`${path}: ${picture.length}, not ${own.length}`];
    return Array.from(own).flatMap((mark, i) => unlike(picture[i], mark, `${path}[${i}]`));
  }
  if (typeof own === 'object' && own !== null && typeof picture === 'object' && picture !== null) {
    const [keys, ownKeys] = [Object.keys(picture), Object.keys(own)].map(String);
    if (keys !== ownKeys) return [`${path}: ${keys}, not ${ownKeys}`];
    return Object.entries(own)
      .filter(([key]) => !isOfTheRun.has(key))
      .flatMap(([key, value]) => unlike(Reflect.get(picture, key), value, `${path}.${key}`));
  }
  const isState = typeof own === 'boolean' || own === null || states.has(String(own));
  const isAlike = isState ? picture === own : typeof picture === typeof own;
  return isAlike ? [] : [`${path}: ${String(picture)}, not ${String(own)}`];
}

function isList(value: unknown): value is readonly unknown[] | Float64Array {
  return Array.isArray(value) || value instanceof Float64Array;
}

/** What a mark carries of the declaration bears the names themselves; type is narrow beside wide letters. */
const isOfTheRun: ReadonlySet<string> = new Set(['parameter', 'tight']);
const states: ReadonlySet<string> = new Set([
  ...['unknown', 'known', 'fresh', 'signed', 'one-hot', 'fixed'],
  ...['matrix', 'elementwise', 'add', 'scale', 'squash', 'input', 'state', 'output'],
]);
