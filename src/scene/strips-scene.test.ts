// The strips under the columns, against runs of the engine.

import { describe, expect, it } from 'vitest';
import { gradientId, valueId } from '#model/quantity-id.ts';
import { experimentOf, layoutOf, runOf } from '#testing/scene-runs.ts';
import { stripLayout } from './strip-layout.ts';
import { buildStripsScene, layoutStrips, stripSubjects } from './strips-scene.ts';

describe('strips', () => {
  it('take the passage of each cell from its declaration', () => {
    const slope = (cell: string): string => {
      const subject = stripSubjects(runOf(experimentOf(cell, 2, 2)).trace).at(-1);
      return subject?.kind === 'slope' ? `${subject.edge.from.quantity}>${subject.edge.to}` : '';
    };
    expect([slope('rnn'), slope('lstm'), slope('gru')]).toEqual(['a>h', 'c>c', 'h>h']);
  });

  it('stand under their columns, with bars as known as their gradient', () => {
    const { trace, at, last } = runOf(experimentOf('lstm', 3, 4));
    const layout = layoutOf(trace);
    const subjects = stripSubjects(trace);
    const strips = layoutStrips(subjects.length, stripLayout(3, 0, 14), false, 300);
    const known = (position: number): string[] =>
      buildStripsScene(trace, at(position), layout, strips)
        .chart.bars.filter((bar) => bar.presence !== 'unknown')
        .map((bar) => bar.id);
    expect(known(-1)).toEqual([]);
    expect(known(last)).toEqual([1, 2, 3, 4].map((t) => gradientId('h', t)));
    const scene = buildStripsScene(trace, at(last), layout, strips);
    expect(scene.rows.map((row) => row.strips.length)).toEqual([4, 4, 4]);
    const forget = scene.rows[2]?.strips.map((strip) => strip.id);
    expect(forget).toEqual([1, 2, 3, 4].map((t) => valueId('f', t)));
  });
});
