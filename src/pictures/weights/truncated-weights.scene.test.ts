// Beside the weights of a truncated run stands what the update uses, and what it drops is marked and adds nothing.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSequence } from '#engine/run.ts';
import { parameterOf } from '#model/model.ts';
import { valueRows, weightRows } from '#pictures/unrolled/numbers-table.scene.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { revealsOf } from '#playback/reveal.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { droppedSteps } from '#trace/derived/used-gradient.ts';
import { buildWeightsScene } from './weights.scene.ts';

const runs = fc
  .record({
    experiment: smallExperiments,
    kind: fc.constantFrom('window' as const, 'chunk' as const),
    steps: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ experiment, kind, steps }) => {
    const training = { ...experiment.training, truncation: { kind, steps }, batchSize: 1 };
    return runSequence({ ...experiment, training }, 1);
  });

test('the bars and their sum are the gradient that the update takes, entry by entry', () => {
  fc.assert(
    fc.property(runs, (trace) => {
      fc.pre(trace.update !== null && trace.truncated !== null);
      const beats = buildBeats(trace.experiment, trace.model, 1);
      const moment = { position: beats.length - 1, reveals: revealsOf(trace.model, beats) };
      const dropped = new Set(droppedSteps(trace));
      for (const { name, owner, rows, columns, offset } of trace.model.parameters) {
        for (let place = 0; place < rows * columns; place++) {
          const row = Math.floor(place / columns) + 1;
          const column = (place % columns) + 1;
          const scenes = buildWeightsScene(trace, moment, { parameter: name, row, column });
          const scene = scenes.find(({ parameter }) => parameter.name === name);
          const used = trace.truncated?.gradient[offset + place] ?? Number.NaN;
          expect(scene?.total).toBe(used);
          expect(scene?.sum.truncated).toBe(true);
          const sum = scene?.bars.reduce((before, { value }) => before + value, 0);
          expect(sum).toBeCloseTo(used, 12);
          for (const bar of scene?.bars ?? []) {
            expect(bar.dropped).toBe(owner !== 'logits' && dropped.has(bar.t));
            if (bar.dropped) expect(bar.value).toBe(0);
          }
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('the table tells what is dropped, and the sum that is used beside that of the whole loss', () => {
  fc.assert(
    fc.property(runs, (trace) => {
      fc.pre(trace.update !== null && trace.truncated !== null);
      const beats = buildBeats(trace.experiment, trace.model, 1);
      const moment = { position: beats.length - 1, reveals: revealsOf(trace.model, beats) };
      const steps = Array.from({ length: trace.steps }, (_, i) => i + 1);
      const dropped = new Set(droppedSteps(trace));
      for (const { name, cells, sum, used } of weightRows(trace, moment, steps)) {
        const { owner, rows, columns, offset } = parameterOf(trace.model, name);
        expect(used?.numbers).toEqual(
          trace.truncated?.gradient.subarray(offset, offset + rows * columns),
        );
        expect(sum?.numbers).toEqual(trace.gradient.subarray(offset, offset + rows * columns));
        for (const [i, cell] of cells.entries()) {
          const isDropped = owner !== 'logits' && dropped.has(i + 1) && cell.numbers !== 'absent';
          expect(cell.dropped ?? false).toBe(isDropped);
        }
      }
      for (const { kind, cells } of valueRows(trace, moment, [trace.model.cell.output], steps)) {
        for (const [i, cell] of cells.entries()) {
          const isDropped = kind === 'gradient' && dropped.has(i + 1) && cell.numbers !== 'absent';
          expect(cell.dropped ?? false).toBe(isDropped);
        }
      }
    }),
    { numRuns: 30 },
  );
});
