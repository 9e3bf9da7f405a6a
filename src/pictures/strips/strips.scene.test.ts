// The strips under the columns, against runs of the engine.

import { describe, expect, it } from 'vitest';
import { presetOf } from '#config/presets.ts';
import { stripLayout } from '#marks/strip-layout.ts';
import { layoutStrips, slopeEdge } from '#marks/strips-layout.ts';
import { gradientId } from '#model/quantity-id.ts';
import { experimentOf, layoutOf, runOf } from '#testing/scene-runs.ts';
import { edgeSlope } from '#trace/derived/local-derivative.ts';
import { droppedSteps } from '#trace/derived/used-gradient.ts';
import { buildStripsScene } from './strips.scene.ts';

const strip = stripLayout(3, 0, 14);

describe('strips', () => {
  it('show the slope of the activation, unless a gate among the rows says what is kept', () => {
    const slope = (cell: string): string | null => {
      const edge = slopeEdge(runOf(experimentOf(cell, 2, 2)).trace.model);
      return edge && `${edge.from.quantity}>${edge.to}`;
    };
    expect([slope('rnn'), slope('lstm'), slope('gru')]).toEqual(['a>h', null, null]);
  });

  it('stand under their columns, with bars as known as their gradient', () => {
    const { trace, at, last } = runOf(experimentOf('lstm', 3, 4));
    const layout = layoutOf(trace);
    const strips = layoutStrips(null, false, 300);
    const known = (position: number): string[] =>
      (buildStripsScene(trace, at(position), layout, strips).chart?.bars ?? [])
        .filter((bar) => bar.presence !== 'unknown')
        .map((bar) => bar.id);
    expect(known(-1)).toEqual([]);
    expect(known(last)).toEqual([1, 2, 3, 4].map((t) => gradientId('h', t)));
  });

  it('mark the gradients that truncation drops', () => {
    const experiment = presetOf('sentiment')?.experiment ?? experimentOf('rnn', 3, 3);
    const truncation = { kind: 'window', steps: 2 } as const;
    const { trace, at, last } = runOf({
      ...experiment,
      training: { ...experiment.training, truncation },
    });
    const chart = buildStripsScene(
      trace,
      at(last),
      layoutOf(trace),
      layoutStrips(strip, false, 300),
    ).chart;
    const marked = chart?.bars.filter((bar) => bar.dropped).map((bar) => bar.t);
    expect(marked).not.toEqual([]);
    expect(marked).toEqual([...droppedSteps(trace)]);
  });

  it('come when the first slope is used, and are known one by one', () => {
    const { trace, at, last } = runOf(experimentOf('rnn', 3, 4));
    const layout = layoutOf(trace);
    const strips = layoutStrips(strip, false, 300);
    const presences = (position: number): string[] =>
      (buildStripsScene(trace, at(position), layout, strips).slope?.strips ?? []).map(
        ({ presence }) => presence,
      );
    const { reveals } = at(0);
    const first = reveals.get(gradientId('a', 4)) ?? Number.NaN;
    expect(presences(first - 1)).toEqual([]);
    expect(presences(first)).toEqual(['unknown', 'unknown', 'unknown', 'fresh']);
    expect(presences(last)).toEqual(['known', 'known', 'known', 'known']);
    const edge = slopeEdge(trace.model);
    const shown = buildStripsScene(trace, at(last), layout, strips).slope?.strips[1]?.cells;
    if (!edge) throw new Error('no slope');
    expect(shown?.map(({ text }) => Number(text))).toEqual(
      Array.from(edgeSlope(trace, edge, 2), (slope) => Number(slope.toFixed(2))),
    );
  });

  it('give way where there is no room: first the chart, never the slopes', () => {
    const heights = [0, 60, 80, 150, 400].map((room) => layoutStrips(strip, false, room));
    expect(heights.every(({ slope }) => slope?.top === heights[0]?.slope?.top)).toBe(true);
    expect(heights.map(({ chart }) => chart !== null)).toEqual([false, false, false, true, true]);
    for (const { chart, height } of heights) {
      if (chart) expect(chart.top + chart.height).toBeLessThanOrEqual(height);
    }
  });
});
