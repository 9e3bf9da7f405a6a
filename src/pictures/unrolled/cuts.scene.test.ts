// Cuts stand between the columns where truncation stops the gradient, for chunks and for the window of a loss.

import { expect, test } from 'vitest';
import { present } from '#base/exhaustive.ts';
import type { Truncation } from '#config/experiment.ts';
import { presetOf } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { layoutGraph, shapeOf } from '#marks/graph-layout.ts';
import { cutsOf } from './cuts.scene.ts';

const experiment = present(presetOf('many-to-many'), 'preset').experiment;

function cuts(truncation: Truncation, lossStep: number | null): readonly number[] {
  const { training } = experiment;
  const trace = runSequence({ ...experiment, training: { ...training, truncation } }, 1);
  const shape = shapeOf(trace.model, trace.steps, true);
  const layout = layoutGraph(shape, { width: 800, height: 600 }, 0);
  const found = cutsOf(trace, layout, lossStep);
  for (const { t, x } of found) {
    const [left, right] = [t - 1, t].map((step) => layout.columns.find((c) => c.t === step));
    expect(x).toBeGreaterThan(left?.center ?? Number.NaN);
    expect(x).toBeLessThan(right?.center ?? Number.NaN);
  }
  return found.map(({ t }) => t);
}

test('chunks are cut before their first steps', () => {
  expect(cuts({ kind: 'chunk', steps: 2 }, 4)).toEqual([3]);
  expect(cuts({ kind: 'chunk', steps: 1 }, 4)).toEqual([2, 3, 4]);
});

test('a window is cut where it ends for the loss that is looked at', () => {
  expect(cuts({ kind: 'window', steps: 2 }, 4)).toEqual([3]);
  expect(cuts({ kind: 'window', steps: 2 }, 3)).toEqual([2]);
  expect(cuts({ kind: 'window', steps: 4 }, 4)).toEqual([]);
  expect(cuts({ kind: 'window', steps: 2 }, null)).toEqual([]);
});

test('without truncation nothing is cut', () => {
  expect(cuts(null, 4)).toEqual([]);
});
