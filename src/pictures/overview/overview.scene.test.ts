// The overview of a long run: what is known at a moment, and what every pixel column stands for.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradientId, lossId, valueId } from '#model/quantity-id.ts';
import { presenceOf } from '#playback/presence.ts';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import {
  isClearOfRange,
  lossColumns,
  normColumns,
  overviewKnown,
  overviewTicks,
  overviewX,
  pixelColumns,
  rangeMiddle,
  stepAt,
} from './overview.scene.ts';

describe.each(['rnn', 'lstm', 'gru'])('the overview of a %s', (cell) => {
  const run = runOf(experimentOf(cell, 3, 40));
  const { trace } = run;

  it('says at every beat exactly what is known', () => {
    for (let position = -1; position <= run.last; position += 7) {
      const moment = run.at(position);
      const { states, losses, gradients } = overviewKnown(trace, moment);
      for (let t = 1; t <= trace.steps; t++) {
        const isKnown = (id: string): boolean => presenceOf(moment, id) !== 'unknown';
        expect(isKnown(valueId('h', t))).toBe(t <= states);
        expect(isKnown(gradientId('h', t))).toBe(t >= gradients);
        if (trace.lossSteps.includes(t)) expect(isKnown(lossId(t))).toBe(t <= losses);
      }
    }
  });

  it('shows no number of a step that is not known', () => {
    const columns = normColumns(trace, 21, 80);
    expect([...columns.slice(0, 40)].every((part) => part === -1)).toBe(true);
    expect([...columns.slice(40)].every((part) => part >= 0 && part <= 1)).toBe(true);
    const losses = lossColumns(trace, 20, 40);
    expect(losses.findLastIndex((part) => part >= 0)).toBe(19);
    expect(Math.max(...losses)).toBe(1);
    // A loss at every second step only.
    expect([...losses].filter((part) => part >= 0)).toHaveLength(10);
  });
});

const strips = fc.record({
  steps: fc.integer({ min: 31, max: 2000 }),
  width: fc.integer({ min: 200, max: 1600 }),
});

describe('a strip', () => {
  it('has every step somewhere, and finds it again', () => {
    fc.assert(
      fc.property(strips, fc.nat(), ({ steps, width }, seed) => {
        const t = 1 + (seed % steps);
        const [left, right] = [overviewX(steps, width, t), overviewX(steps, width, t + 1)];
        expect(stepAt(steps, width, (left + right) / 2)).toBe(t);
        const values = new Float64Array(steps);
        values[t - 1] = 1;
        const columns = pixelColumns(values, 1, steps, width);
        expect(columns[Math.min(width - 1, Math.floor(left))]).toBe(1);
        expect(columns.every((value) => value >= 0)).toBe(true);
      }),
    );
  });

  it('has few ticks, all of them steps', () => {
    fc.assert(
      fc.property(strips, ({ steps, width }) => {
        const ticks = overviewTicks(steps, width);
        expect(ticks[0]).toBe(1);
        expect(ticks.length).toBeLessThan(width / 40);
        expect(ticks.every((t) => Number.isInteger(t) && t >= 1 && t <= steps)).toBe(true);
      }),
    );
  });

  it('hides the ticks under the sign of the window, which stays inside', () => {
    expect(isClearOfRange(2000, 730, { from: 1995, to: 2000 }, 1800)).toBe(false);
    expect(isClearOfRange(2000, 730, { from: 1995, to: 2000 }, 1600)).toBe(true);
    fc.assert(
      fc.property(strips, fc.nat(), fc.nat(29), ({ steps, width }, seed, length) => {
        const from = 1 + (seed % steps);
        const window = { from, to: Math.min(steps, from + length) };
        const middle = rangeMiddle(steps, width, window);
        expect(middle).toBeGreaterThanOrEqual(42);
        expect(middle).toBeLessThanOrEqual(width - 42);
        for (const t of overviewTicks(steps, width)) {
          const away = Math.abs(overviewX(steps, width, t + 0.5) - middle);
          if (isClearOfRange(steps, width, window, t)) expect(away).toBeGreaterThan(42 + 16);
        }
      }),
    );
  });
});
