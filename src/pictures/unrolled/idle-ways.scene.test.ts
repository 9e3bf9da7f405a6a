// A mark is idle exactly when every path that runs over it is off.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carriedId, contributionId, gradientId, localId, pathId } from '#model/quantity-id.ts';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { idleWays } from './idle-ways.scene.ts';

const { model } = runOf(experimentOf('lstm', 3, 3)).trace;
const steps = 5;
const step = fc.integer({ min: 1, max: steps });
const some = fc.uniqueArray(step, { maxLength: 4 });

test('nothing is idle where nothing is switched off', () => {
  const on = { hiddenLosses: new Set<number>(), hiddenUses: new Set<number>() };
  const run = { model, steps, lossSteps: [2, 5] };
  expect(idleWays(run, { ...on, hiddenPaths: new Set() })).toBeNull();
});

test('a mark is idle where every path over it is off', () => {
  const drawn = fc.record({
    losses: fc.uniqueArray(step, { minLength: 1, maxLength: steps }),
    hiddenLosses: some,
    hiddenUses: some,
    pairs: fc.array(fc.tuple(step, step), { maxLength: 6 }),
  });
  fc.assert(
    fc.property(drawn, ({ losses, hiddenLosses, hiddenUses, pairs }) => {
      const lossSteps = losses.toSorted((a, b) => a - b);
      const off = {
        hiddenLosses: new Set(hiddenLosses),
        hiddenUses: new Set(hiddenUses),
        hiddenPaths: new Set(pairs.map(([loss, use]) => pathId(loss, use))),
      };
      const idle = idleWays({ model, steps, lossSteps }, off);
      fc.pre(idle !== null);
      const on = lossSteps.flatMap((loss) =>
        Array.from({ length: loss }, (_, i) => ({ loss, use: i + 1 })).filter(({ use }) => {
          const isOff = off.hiddenLosses.has(loss) || off.hiddenUses.has(use);
          return !isOff && !off.hiddenPaths.has(pathId(loss, use));
        }),
      );
      for (let t = 1; t <= steps; t++) {
        const some = (over: (loss: number, use: number) => boolean): boolean =>
          on.some(({ loss, use }) => over(loss, use));
        expect(idle?.(contributionId('W_hf', t))).toBe(!some((_, use) => use === t));
        expect(idle?.(localId(t))).toBe(!some((loss) => loss === t));
        expect(idle?.(gradientId('c', t))).toBe(!some((loss, use) => use <= t && t <= loss));
        expect(idle?.(carriedId('c', t))).toBe(!some((loss, use) => use <= t && t < loss));
      }
    }),
  );
});
