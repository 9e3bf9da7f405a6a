// A line leads on where it can, back where it must, and nowhere while it is lit.

import { describe, expect, it } from 'vitest';
import { lineTarget } from './line-target.ts';

describe('lineTarget', () => {
  it.each([
    ['the next', [2, 5, 9], 3, 5],
    ['the first, before the run', [2, 5, 9], -1, 2],
    ['the nearest before, after the last', [2, 5, 9], 12, 9],
    ['nowhere from its own beat', [2, 5, 9], 5, null],
    ['nowhere without beats', [], 3, null],
  ])('%s', (_, places, position, wanted) => expect(lineTarget(places, position)).toBe(wanted));
});
