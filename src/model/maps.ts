// The elementwise maps in numbers: each with its slope.

import { sigmoid, tanh } from '#base/elementary.ts';
import { exhausted } from '#base/exhaustive.ts';
import type { MapName } from './declaration.ts';

export function mapValue(map: MapName, q: number): number {
  switch (map) {
    case 'identity':
      return q;
    case 'tanh':
      return tanh(q);
    case 'sigmoid':
      return sigmoid(q);
    case 'relu':
      return q > 0 ? q : 0;
    case 'complement':
      return 1 - q;
    default:
      return exhausted(map);
  }
}

/** map′(q); the slope of relu at 0 is 0, as in PyTorch. */
export function mapSlope(map: MapName, q: number): number {
  switch (map) {
    case 'identity':
      return 1;
    case 'tanh': {
      const y = tanh(q);
      return 1 - y * y;
    }
    case 'sigmoid': {
      const y = sigmoid(q);
      return y * (1 - y);
    }
    case 'relu':
      return q > 0 ? 1 : 0;
    case 'complement':
      return -1;
    default:
      return exhausted(map);
  }
}

/** The largest |map′(q)| over all real q: what an activation lets through at most. */
export function steepestSlope(map: MapName): number {
  switch (map) {
    case 'identity':
    case 'tanh':
    case 'relu':
    case 'complement':
      return 1;
    case 'sigmoid':
      return 1 / 4;
    default:
      return exhausted(map);
  }
}
