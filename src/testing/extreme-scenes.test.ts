// A picture at the ends of the float64 range: every place, width and size stays a number.

import { expect, it } from 'vitest';
import type { Experiment } from '#config/experiment.ts';
import { runSequence } from '#engine/run.ts';
import { layoutGraph, shapeOf } from '#marks/graph-layout.ts';
import { stripLayout } from '#marks/strip-layout.ts';
import { layoutStrips } from '#marks/strips-layout.ts';
import { buildStripsScene } from '#pictures/strips/strips.scene.ts';
import { buildGraphScene } from '#pictures/unrolled/graph.scene.ts';
import { buildWeightsScene } from '#pictures/weights/weights.scene.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { reachOf } from '#playback/position.ts';
import { revealsOf } from '#playback/reveal.ts';
import { linearUnit } from './linear-unit.ts';

/** Only the last input is not zero, and only the last step has a loss. */
function experimentOf(weights: readonly [number, number, number], input: number): Experiment {
  return linearUnit(weights, {
    inputs: [[0], [0], [0], [input]],
    targets: [null, null, null, 2],
  });
}

function badNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} ${value}`];
  if (typeof value === 'string') return /NaN|Infinity/.test(value) ? [`${path} ${value}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => badNumbers(inner, `${path}.${key}`));
}

it.each([
  ['gradients grow to 1e300 on the way back', experimentOf([1, 1e100, 1], 1)],
  ['gradients leave the range on the way back', experimentOf([1, 1e155, 1], 1)],
  ['gradients end at 1.7e308', experimentOf([1, 1.2e154, 1], 1)],
  ['values near the end of the range', experimentOf([1.7e308, 1, 1e-308], 1)],
  [
    'values, weights and gradients too small for their squares',
    experimentOf([1e-300, 1e-300, 1e-300], 1e-20),
  ],
  ['the smallest numbers there are', experimentOf([5e-324, 5e-324, 5e-324], 1)],
])('%s', (_, experiment) => {
  const trace = runSequence(experiment, 1);
  const beats = buildBeats(experiment, trace.model, 1);
  const moment = { reveals: revealsOf(trace.model, beats), position: reachOf(beats, trace).limit };
  const layout = layoutGraph(
    shapeOf(trace.model, trace.steps, false),
    { width: 800, height: 640 },
    200,
  );
  const strips = layoutStrips(stripLayout(1, 0, 14), false, 300);
  const weight = { parameter: 'W_hh', row: 1, column: 1 };
  expect(
    badNumbers({
      graph: buildGraphScene(trace, moment, layout, 1),
      strips: buildStripsScene(trace, moment, layout, strips),
      weights: buildWeightsScene(trace, moment, weight),
    }),
  ).toEqual([]);
});
