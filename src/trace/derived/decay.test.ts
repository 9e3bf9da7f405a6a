// The word for what becomes of a gradient goes by what is left over the whole way and by the rate, and never by one alone.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSequence } from '#engine/run.ts';
import { growing } from '#testing/linear-unit.ts';
import { decayOf, horizonOf, steadyRate, type Verdict, verdictOn, verdicts } from './decay.ts';
import { stateProducts } from './state-products.ts';

const rankOf = (verdict: Verdict): number => verdicts.indexOf(verdict);
const powers = fc.double({ min: -400, max: 400, noNaN: true });
const lengths = fc.integer({ min: 1, max: 2000 });

function decay(weight: number, steps: number) {
  return decayOf(stateProducts(runSequence(growing(steps + 1, weight), 1), steps + 1));
}

describe('what becomes of a gradient', () => {
  it.each([
    [0.82, 2, 'shrinking', 24],
    [0.5, 2, 'shrinking', 7],
    [0.09, 2, 'vanishing', 2],
    [0.5, 5, 'shrinking', 7],
    [0.5, 7, 'vanishing', 7],
    [0.91, 5, 'steady', 49],
    [0.95, 40, 'shrinking', 90],
    [0.95, 200, 'vanishing', 90],
    [0.999, 200, 'steady', 4603],
    [1, 200, 'steady', null],
    [1.09, 5, 'steady', 54],
    [1.2, 2, 'growing', 26],
    [2, 5, 'growing', 7],
    [2, 7, 'exploding', 7],
    [1.04, 200, 'exploding', 118],
    [0, 1, 'vanishing', null],
  ])('a factor of %d over %d steps is %s', (weight, steps, verdict, horizon) => {
    const found = decay(weight, steps);
    expect(found).toMatchObject({ verdict, horizon, first: 1, last: steps + 1 });
    expect(found?.factor).toBeCloseTo(weight, 12);
  });

  it('is nothing where there is no step to go back', () => {
    expect(decay(2, 0)).toBeNull();
  });

  it('is no better where less is left, nor where the same rate goes on', () => {
    fc.assert(
      fc.property(powers, powers, lengths, (a, b, steps) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(rankOf(verdictOn(less, steps))).toBeLessThanOrEqual(rankOf(verdictOn(more, steps)));
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), lengths, lengths, (rate, a, b) => {
        const steady = rankOf('steady');
        const [short, long] = [Math.min(a, b), Math.max(a, b)].map(
          (steps) => rankOf(verdictOn(rate * steps, steps)) - steady,
        ) as [number, number];
        expect(Math.abs(long)).toBeGreaterThanOrEqual(Math.abs(short));
      }),
    );
  });

  it('mirrors what grows in what shrinks', () => {
    fc.assert(
      fc.property(powers, lengths, (norm, steps) => {
        const [down, up] = [verdictOn(-norm, steps), verdictOn(norm, steps)];
        expect(rankOf(down)).toBe(verdicts.length - 1 - rankOf(up));
      }),
    );
  });

  it('has vanished or exploded exactly where the horizon is behind', () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), lengths, (norm, steps) => {
        fc.pre(Math.abs(Math.abs(norm) - 2) > 1e-6);
        const horizon = horizonOf(norm, steps) ?? Number.POSITIVE_INFINITY;
        const isOver = ['vanishing', 'exploding'].includes(verdictOn(norm, steps));
        expect(isOver).toBe(horizon <= steps);
      }),
    );
  });

  it('names the first step at which a hundredth is left', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.9989, noNaN: true }), (rate) => {
        const horizon = horizonOf(Math.log10(rate), 1) ?? Number.NaN;
        expect(rate ** horizon).toBeLessThanOrEqual(0.01 * (1 + 1e-6));
        expect(rate ** (horizon - 1)).toBeGreaterThan(0.01 * (1 - 1e-6));
      }),
    );
    expect(horizonOf(Math.log10(steadyRate), 1)).toBe(44);
  });
});
