// Tones: zero is told from all else, the same number looks the same everywhere, and gradients fade by decades.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildGraphScene } from '#pictures/unrolled/graph.scene.ts';
import { experimentOf, layoutOf, runOf } from '#testing/scene-runs.ts';
import { gradientTone, toneOf } from './tone.ts';

it('gives tone 0 to the exact zero alone', () => {
  fc.assert(
    fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (value) => {
      const tone = toneOf(value, 1);
      // −0 is the exact zero too.
      expect(Math.sign(tone)).toBe(Math.sign(value) || 0);
      expect(Math.abs(tone)).toBeLessThanOrEqual(10);
      expect(Math.abs(toneOf(value * 1.1, 1))).toBeGreaterThanOrEqual(Math.abs(tone));
    }),
  );
});

it('gives the same tone to the same value in every strip, and a fainter one to a smaller', () => {
  const { trace, at, last } = runOf(experimentOf('gru', 3, 4));
  const { nodes } = buildGraphScene(trace, at(last), layoutOf(trace), null);
  for (const { name, t, strip } of nodes.filter((node) => node.strip.style === 'signed')) {
    for (const [i, cell] of strip.cells.entries()) {
      const value = trace.values[name]?.[(t - 1) * strip.cells.length + i] ?? Number.NaN;
      expect(cell.tone, `${cell.id} = ${value}`).toBe(toneOf(value, 1));
    }
  }
});

it('fades gradients decade by decade, and keeps their sign', () => {
  const scale = { bottom: -12, top: 0 };
  expect([0.1, -0.1, 1e-6, 1e-12, -1e-15, 0].map((v) => gradientTone(scale, v))).toEqual([
    10, -10, 5, 1, -1, 0,
  ]);
});
