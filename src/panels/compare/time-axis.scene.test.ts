// One axis for all nets: every step has its place, in order and inside, however many there are.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centerOf,
  columnsFrom,
  columnsUpTo,
  labelledSteps,
  leftOf,
  rightEnd,
  stepAt,
  stepsOf,
  timeAxis,
} from './time-axis.scene.ts';

const axes = fc
  .record({ steps: fc.integer({ min: 1, max: 2500 }), right: fc.integer({ min: 150, max: 900 }) })
  .map(({ steps, right }) => ({ axis: timeAxis(steps, 50, right), right, steps }));

describe('the axis of time', () => {
  it('puts every step in one column, from left to right, none narrower than can be seen', () => {
    fc.assert(
      fc.property(axes, ({ axis, right, steps }) => {
        const columns = Array.from({ length: axis.columns }, (_, i) => stepsOf(axis, i));
        const all = columns.flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, i) => from + i),
        );
        expect(all).toEqual(Array.from({ length: steps }, (_, i) => i + 1));
        expect(axis.pitch).toBeGreaterThanOrEqual(1.5);
        expect(rightEnd(axis)).toBeLessThanOrEqual(right + 1e-9);
        for (const t of [1, Math.ceil(steps / 2), steps]) {
          const found = stepAt(axis, centerOf(axis, t)) ?? 0;
          expect(found).toBeLessThanOrEqual(t);
          expect(t - found).toBeLessThan(axis.perColumn);
          expect(leftOf(axis, found)).toBe(leftOf(axis, t));
        }
        expect(stepAt(axis, 49)).toBeNull();
        expect(stepAt(axis, rightEnd(axis) + 1)).toBeNull();
      }),
    );
  });

  it('knows a column only when all of its steps are known', () => {
    fc.assert(
      fc.property(axes, fc.nat(2500), ({ axis, steps }, some) => {
        const t = Math.min(some, steps);
        const columns = Array.from({ length: axis.columns }, (_, i) => stepsOf(axis, i));
        expect(columnsUpTo(axis, t)).toBe(columns.filter(({ to }) => to <= t).length);
        const from = columnsFrom(axis, t + 1);
        expect(columns.length - from).toBe(columns.filter((c) => c.from >= t + 1).length);
      }),
    );
  });

  it('writes steps that do not touch: all of a short run, the first and the last of any', () => {
    expect(labelledSteps(timeAxis(5, 50, 350))).toEqual([1, 2, 3, 4, 5]);
    expect(labelledSteps(timeAxis(200, 50, 350))).toEqual([1, 50, 75, 100, 125, 150, 175, 200]);
    fc.assert(
      fc.property(axes, ({ axis, steps }) => {
        const written = labelledSteps(axis);
        expect(written[0]).toBe(1);
        expect(written.at(-1)).toBe(steps);
        for (const [i, t] of written.slice(1).entries()) {
          const before = written[i] ?? 0;
          expect(t).toBeGreaterThan(before);
          expect(centerOf(axis, t) - centerOf(axis, before)).toBeGreaterThan(8);
        }
      }),
    );
  });
});
