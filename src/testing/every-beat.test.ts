// Every beat of every example without a browser: picture and sentence say what the engine computed, and nothing before its beat. Of the formulas `expression/derivation-of.test.ts` says the same.

import { describe, expect, it } from 'vitest';
import { formatCell, formatNumber } from '#base/format.ts';
import { normOf } from '#base/norm.ts';
import type { Experiment } from '#config/experiment.ts';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { enteredText } from '#expression/print-number.ts';
import { layoutGraph, shapeOf } from '#marks/graph-layout.ts';
import type { Strip } from '#marks/strip.ts';
import { stripLayout } from '#marks/strip-layout.ts';
import { layoutStrips } from '#marks/strips-layout.ts';
import { carriedId, gradientId, lossAfterId, updatedId } from '#model/quantity-id.ts';
import { buildStripsScene } from '#pictures/strips/strips.scene.ts';
import { buildGraphScene } from '#pictures/unrolled/graph.scene.ts';
import { buildWeightsScene } from '#pictures/weights/weights.scene.ts';
import type { Beat } from '#playback/beat.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { isRevealed, revealsOf } from '#playback/reveal.ts';
import { plain } from '#testing/plain-writing.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import type { Trace } from '#trace/record/trace.ts';
import { sentenceOf } from '#words/sentence.ts';
import { createTranslate } from '#words/translate.ts';

const say = createTranslate('en');

interface Run {
  readonly trace: Trace;
  readonly beats: readonly Beat[];
  /** Before the first beat, and after each. */
  readonly positions: readonly number[];
  readonly reveals: ReturnType<typeof revealsOf>;
}

function runOf(experiment: Experiment): Run {
  const trace = runSequence(experiment, 1);
  const beats = buildBeats(experiment, trace.model, 1);
  const positions = Array.from({ length: beats.length + 1 }, (_, i) => i - 1);
  return { trace, beats, positions, reveals: revealsOf(trace.model, beats) };
}

describe.each(presets.map(({ id, experiment }) => [id, runOf(experiment)] as const))(
  'every beat of %s',
  (_, { trace, beats, positions, reveals }) => {
    const layout = layoutGraph(
      shapeOf(trace.model, trace.steps, true),
      { width: 1400, height: 640 },
      200,
    );
    const known = (id: string, position: number): boolean => isRevealed(reveals, id, position);

    it('the picture holds the numbers of the run, and none before its beat', () => {
      for (const position of positions) {
        const moment = { reveals, position };
        const scene = buildGraphScene(trace, moment, layout, beats[position]?.t ?? null);
        for (const { id, strip, gradient } of scene.nodes) {
          expectStrip(trace, strip, known(id, position), `${id} at beat ${position + 1}`);
          if (gradient === null) continue;
          const isKnown = known(gradient.id, position);
          expectStrip(trace, gradient, isKnown, `${gradient.id} at beat ${position + 1}`);
        }
        for (const pill of scene.losses) {
          const [loss] = numbersOf(trace, pill.id)?.data ?? [];
          expect(pill.value).toBe(known(pill.id, position) ? formatNumber(loss ?? NaN) : '');
        }
        expect(scene.after.value !== '').toBe(known(lossAfterId, position));
      }
    });

    it('the chart below holds the lengths of the gradients', () => {
      const strips = layoutStrips(stripLayout(3, 30, 14), false, 400);
      const { output } = trace.model.cell;
      for (const position of positions) {
        const scene = buildStripsScene(trace, { reveals, position }, layout, strips);
        for (const { t, text } of scene.chart?.bars ?? []) {
          const id = gradientId(output, t);
          const length = formatNumber(lengthOf(trace, id));
          expect(text).toBe(known(id, position) ? length : '');
        }
      }
    });

    it('the shared weights are those of the run, and of the update once it is there', () => {
      for (const position of positions) {
        for (const weight of buildWeightsScene(trace, { reveals, position }, null)) {
          const { name, offset, rows, columns } = weight.parameter;
          const isNew = known(updatedId(name), position);
          const all = isNew ? trace.update?.parameters : trace.parameters;
          const numbers = all?.subarray(offset, offset + rows * columns) ?? [];
          expect([...weight.values], `${name} at beat ${position + 1}`).toEqual([...numbers]);
        }
      }
    });

    it('the sentence says no number but those of the run so far', () => {
      const sayable = new Set<string>(settingsOf(trace.experiment));
      for (const [position, beat] of beats.entries()) {
        for (const id of beat.reveals) for (const text of sayableOf(trace, id)) sayable.add(text);
        const { operation, t } = beat;
        if (operation.kind === 'carry' && t !== null) {
          const [from, to] = [gradientId(operation.state, t), carriedId(operation.state, t - 1)];
          sayable.add(formatNumber(lengthOf(trace, to) / lengthOf(trace, from)));
        }
        const { sentence, detail = '' } = sentenceOf(trace, beat, say, plain);
        const numbers = `${sentence} ${detail}`.match(/−?\d*\.\d+(?:e−?\d+)?/g) ?? [];
        for (const number of numbers) {
          expect(
            sayable.has(number),
            `${number} at beat ${position + 1}: ${sentence} ${detail}`,
          ).toBe(true);
        }
      }
    });
  },
);

/** The numbers of a strip are the engine's, as full as its cells hold them; before their beat it has none. */
function expectStrip(trace: Trace, strip: Strip, known: boolean, where: string): void {
  expect(strip.presence !== 'unknown', where).toBe(known);
  const values = known ? [...(numbersOf(trace, strip.id)?.data ?? [])] : [];
  if (known) expect(values.length, where).toBeGreaterThan(0);
  if (strip.blocks.length > 0) return;
  expect(strip.cells, where).toHaveLength(values.length);
  for (const [i, { text }] of strip.cells.entries()) {
    const value = values[i] ?? Number.NaN;
    const writings = [0, 1, 2, 3].map((decimals) => formatCell(value, decimals));
    expect(['', String(value), formatNumber(value, 1), ...writings], where).toContain(text);
  }
}

/** Everything a sentence may say of a quantity: its entries, its length, its mean, its complement and what tanh lets through. */
function sayableOf(trace: Trace, id: string): readonly string[] {
  const values = [...(numbersOf(trace, id)?.data ?? [])];
  const updated = parameterOfUpdate(trace, id);
  const old = updated === null ? [] : [...(numbersOf(trace, updated)?.data ?? [])];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const derived = values.flatMap((value) => [1 - value, 1 - value * value]);
  const changes = old.map((value, i) => Math.abs((values[i] ?? 0) - value));
  const three = [...values, ...derived, ...changes, mean, normOf(values)];
  const digits = values.length === 1 ? [3, 4, 5, 6, 7, 8] : [3];
  return digits.flatMap((count) => three.map((value) => formatNumber(value, count)));
}

function lengthOf(trace: Trace, id: string): number {
  return normOf(numbersOf(trace, id)?.data ?? []);
}

function parameterOfUpdate(trace: Trace, id: string): string | null {
  return trace.model.parameters.find(({ name }) => updatedId(name) === id)?.name ?? null;
}

/** What the reader has set, as it was entered. */
function settingsOf({ training }: Experiment): readonly string[] {
  const { clip, optimizer } = training;
  return [optimizer.learningRate, clip?.max ?? 0].map((value) => enteredText(value));
}
