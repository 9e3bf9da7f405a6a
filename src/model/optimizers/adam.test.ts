// Adam at any step, early or late, against its formulas as they are printed.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adam } from './adam.ts';

test('the step at any count is that of algorithm 1', () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), number, number, (step, g, before) => {
      const settings = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
      const parameters = Float64Array.of(0.5);
      const moments = [Float64Array.of(before), Float64Array.of(before ** 2)];
      adam.update(parameters, Float64Array.of(g), moments, step, settings);
      const m = 0.9 * before + 0.1 * g;
      const v = 0.999 * before ** 2 + 0.001 * g ** 2;
      const [mHat, vHat] = [m / (1 - 0.9 ** step), v / (1 - 0.999 ** step)];
      expect(parameters[0]).toBeCloseTo(0.5 - (0.01 * mHat) / (Math.sqrt(vHat) + 1e-8), 12);
    }),
  );
});
