// The loss curve: the tangent touches the curve at the weight, with the gradient as its slope; places and ε agree.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildLossCurve, offsetsWithin } from './loss-curve.scene.ts';

const size = { width: 320, height: 160 };
const nudge = { loss: 1, gradient: 0.5, epsilon: 0.25, moved: 1.1 };

function points(path: string): readonly (readonly [number, number])[] {
  return path
    .slice(1)
    .split('L')
    .map((pair) => {
      const [x = 0, y = 0] = pair.split(',').map(Number);
      return [x, y] as const;
    });
}

test('offsets are even about zero, and hold it', () => {
  expect(offsetsWithin(2, 4)).toEqual([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]);
});

test('the tangent of a line is the line', () => {
  const offsets = offsetsWithin(1);
  const losses = offsets.map((offset) => 1 + 0.5 * offset);
  const { curve, tangent, here, predicted } = buildLossCurve(
    { offsets, losses },
    { ...nudge, moved: 1.125 },
    size,
  );
  const onCurve = points(curve);
  const onTangent = points(tangent ?? '');
  expect(onTangent).toHaveLength(2);
  expect(onTangent[0]).toEqual(onCurve[0]);
  expect(onTangent.at(-1)).toEqual(onCurve.at(-1));
  const middle = onCurve[20] ?? [0, 0];
  expect(here.x).toBeCloseTo(middle[0], 2);
  expect(here.y).toBeCloseTo(middle[1], 2);
  expect(predicted).not.toBeNull();
});

test('without a gradient there is neither tangent nor prediction', () => {
  const built = buildLossCurve(
    { offsets: [-1, 0, 1], losses: [1, 1, 1] },
    { ...nudge, gradient: null },
    size,
  );
  expect(built.tangent).toBeNull();
  expect(built.predicted).toBeNull();
});

test('losses that overflow are left out', () => {
  const losses = [Number.POSITIVE_INFINITY, 1, 2];
  const { curve } = buildLossCurve({ offsets: [-1, 0, 1], losses }, nudge, size);
  expect(points(curve)).toHaveLength(2);
  expect(curve).not.toMatch(/NaN|Infinity/);
});

test('a place across gives back the ε it stands for, and never leaves the range', () => {
  const offsets = offsetsWithin(0.1);
  const losses = offsets.map((offset) => offset ** 2);
  fc.assert(
    fc.property(fc.double({ min: -0.1, max: 0.1, noNaN: true }), (epsilon) => {
      const built = buildLossCurve(
        { offsets, losses },
        { loss: 0, gradient: 0, epsilon, moved: epsilon ** 2 },
        size,
      );
      expect(built.epsilonAt(built.moved?.x ?? Number.NaN)).toBeCloseTo(epsilon, 12);
      expect(Math.abs(built.epsilonAt(1e6))).toBe(0.1);
    }),
  );
});
