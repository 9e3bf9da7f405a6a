// The palette of time: ordered, and no two steps alike where the palette suffices.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stepColour, stepColours } from './step-colour.ts';

it('runs from the latest step to the earliest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 200 }), (steps) => {
      const colours = Array.from({ length: steps }, (_, i) => stepColour(i + 1, steps));
      expect(colours).toEqual(colours.toSorted((a, b) => b - a));
      expect([colours.at(-1), colours[0]]).toEqual([1, stepColours]);
      expect(new Set(colours).size).toBe(Math.min(steps, stepColours));
    }),
  );
  expect(stepColour(1, 1)).toBe(1);
});
