// Runs of small nets to draw, with their moments and their layout.

import fc from 'fast-check';
import type { Experiment } from '#config/experiment.ts';
import { presets } from '#config/presets.ts';
import { runSequence } from '#engine/run.ts';
import { type GraphLayout, layoutGraph, shapeOf } from '#marks/graph-layout.ts';
import { buildBeats } from '#playback/build-beats.ts';
import type { Moment } from '#playback/presence.ts';
import { revealsOf } from '#playback/reveal.ts';
import type { Trace } from '#trace/record/trace.ts';

const base = presets[0]?.experiment as Experiment;

export function experimentOf(cell: string, hiddenSize: number, steps: number): Experiment {
  const tokens = Array.from({ length: steps }, (_, i) => ['cat', 'mat', 'rat'][i % 3] as string);
  return {
    ...base,
    model: { ...base.model, cell, hiddenSize },
    parameters: undefined,
    initialization: { scheme: 'xavier-uniform', seed: 5, gain: 1 },
    data: {
      ...base.data,
      sequences: [{ tokens, targets: tokens.map((_, i) => (i % 2 === 0 ? null : 1)) }],
    },
    training: { ...base.training, batchSize: 'all' },
  } as Experiment;
}

interface Run {
  readonly trace: Trace;
  readonly at: (position: number) => Moment;
  readonly last: number;
}

export function runOf(experiment: Experiment): Run {
  const trace = runSequence(experiment, 1);
  const beats = buildBeats(experiment, trace.model, 1);
  const reveals = revealsOf(trace.model, beats);
  return { trace, at: (position) => ({ reveals, position }), last: beats.length - 1 };
}

export function layoutOf({ model, steps }: Trace, width = 800, height = 640): GraphLayout {
  return layoutGraph(shapeOf(model, steps, true), { width, height }, 200);
}

export const graphShapes = fc.record({
  cell: fc.constantFrom('rnn', 'lstm', 'gru'),
  hiddenSize: fc.integer({ min: 1, max: 70 }),
  steps: fc.integer({ min: 1, max: 12 }),
  width: fc.integer({ min: 320, max: 1800 }),
  height: fc.integer({ min: 300, max: 1200 }),
});
