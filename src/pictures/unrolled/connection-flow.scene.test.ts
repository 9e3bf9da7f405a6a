// Gradients on edges: they add up to what the engine computed, and are drawn as wide as they are large.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decadeText, shareOf, strengthScaleOf, widthOf } from '#marks/strength.ts';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { edgeFlow } from '#trace/derived/edge-flow.ts';

describe('gradients on edges', () => {
  it('add up, over the edges that leave a quantity, to its gradient', () => {
    for (const cell of ['rnn', 'lstm', 'gru']) {
      const { trace } = runOf(experimentOf(cell, 3, 4));
      const { model, steps } = trace;
      for (const { name } of model.cell.quantities) {
        for (let t = 1; t <= steps; t++) {
          const sum = new Float64Array(3);
          for (const edge of model.edges.filter((e) => e.from.quantity === name)) {
            const at = edge.from.at === 'now' ? t : t + 1;
            if (at > steps || (edge.to === 'logits' && !trace.lossSteps.includes(at))) continue;
            edgeFlow(trace, edge, at).forEach((value, i) => {
              sum[i] = (sum[i] ?? 0) + value;
            });
          }
          const expected = trace.gradients[name]?.subarray((t - 1) * 3, t * 3) ?? [];
          for (let i = 0; i < 3; i++) expect(sum[i]).toBeCloseTo(expected[i] ?? Number.NaN, 12);
        }
      }
    }
  });

  it('are drawn wider when they are larger, and split by sign', () => {
    const { trace } = runOf(experimentOf('rnn', 3, 5));
    const scale = strengthScaleOf(trace);
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e3, noNaN: true }), (norm) => {
        expect(widthOf(scale, norm * 1.5)).toBeGreaterThanOrEqual(widthOf(scale, norm));
      }),
    );
    expect(widthOf(scale, 10 ** (scale.bottom + 1))).toBeGreaterThan(widthOf(scale, 0));
    expect(shareOf([3, -4])).toEqual({ norm: 5, positive: 3 / 7, negative: 4 / 7 });
    expect(shareOf([0, 0]).norm).toBe(0);
    expect([0.01, 1, 1e-4, 1e-10].map(decadeText)).toEqual(['0.01', '1', '10⁻⁴', '10⁻¹⁰']);
  });
});
