// Lengths of a run that comes in piece by piece are those of its vectors, and zero where nothing has come yet.

import { describe, expect, it } from 'vitest';
import { normOf } from '#base/norm.ts';
import { sizeOf } from '#model/model.ts';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { gradientLengths, valueLengths } from './lengths.ts';

describe.each(['rnn', 'lstm', 'gru'])('the lengths of a %s', (cell) => {
  const { trace } = runOf(experimentOf(cell, 3, 20));
  /** As if the run had come so far, with blocks of its own. */
  const partOf = (forward: number, backward: number, blocks: Trace): Trace => ({
    ...blocks,
    progress: { forward, backward, complete: false },
  });
  const ownBlocks = (): Trace => ({
    ...trace,
    values: Object.fromEntries(Object.entries(trace.values).map(([n, b]) => [n, b.slice()])),
    gradients: Object.fromEntries(Object.entries(trace.gradients).map(([n, b]) => [n, b.slice()])),
  });

  it('follow the run as it comes in', () => {
    const blocks = ownBlocks();
    for (const [forward, backward] of [
      [0, 21],
      [7, 21],
      [20, 21],
      [20, 13],
      [20, 1],
    ] as const) {
      const part = partOf(forward, backward, blocks);
      for (const name of ['x', ...trace.model.quantities.map((q) => q.name)]) {
        const size = sizeOf(trace.model, name);
        const length = (block: Float64Array | undefined, t: number): number =>
          block ? normOf(rowOf(block, t, size)) : Number.NaN;
        for (let t = 1; t <= 20; t++) {
          const value = t <= forward ? length(trace.values[name], t) : 0;
          expect(valueLengths(part, name)[t - 1]).toBe(value);
          if (name === 'x') continue;
          const gradient = t >= backward ? length(trace.gradients[name], t) : 0;
          expect(gradientLengths(part, name)[t - 1]).toBe(gradient);
        }
      }
    }
  });

  it('are measured once a step', () => {
    expect(gradientLengths(trace, 'h')).toBe(gradientLengths({ ...trace }, 'h'));
    expect(valueLengths(trace, 'h')).toBe(valueLengths({ ...trace }, 'h'));
  });
});
