// Elementwise kernels on the heap: maps, their slopes, products, copies.

import { sigmoid, tanh } from '#base/elementary.ts';
import type { MapName } from '#model/declaration.ts';
import { memory } from './memory.ts';

const heap = new Float64Array(memory);

/** y = map(x). */
export function applyMap(map: MapName, y: number, x: number, size: number): void {
  const f = heap;
  switch (map) {
    case 'tanh':
      for (let i = 0; i < size; i = (i + 1) | 0) f[(y + i) | 0] = tanh(f[(x + i) | 0] as number);
      return;
    case 'sigmoid':
      for (let i = 0; i < size; i = (i + 1) | 0) f[(y + i) | 0] = sigmoid(f[(x + i) | 0] as number);
      return;
    case 'relu':
      for (let i = 0; i < size; i = (i + 1) | 0) {
        const q = f[(x + i) | 0] as number;
        f[(y + i) | 0] = q < 0 ? 0 : q;
      }
      return;
    case 'complement':
      for (let i = 0; i < size; i = (i + 1) | 0) f[(y + i) | 0] = 1 - (f[(x + i) | 0] as number);
      return;
    case 'identity':
      for (let i = 0; i < size; i = (i + 1) | 0) f[(y + i) | 0] = f[(x + i) | 0] as number;
  }
}

/** to = from + g ⊙ map′, the slope read from the mapped value m = map(q); relu′(0) = 0, as in PyTorch. */
export function addThroughSlope(
  map: MapName,
  to: number,
  from: number,
  g: number,
  m: number,
  size: number,
): void {
  const f = heap;
  switch (map) {
    case 'tanh':
      for (let i = 0; i < size; i = (i + 1) | 0) {
        const h = f[(m + i) | 0] as number;
        f[(to + i) | 0] = (f[(from + i) | 0] as number) + (f[(g + i) | 0] as number) * (1 - h * h);
      }
      return;
    case 'sigmoid':
      for (let i = 0; i < size; i = (i + 1) | 0) {
        const s = f[(m + i) | 0] as number;
        f[(to + i) | 0] =
          (f[(from + i) | 0] as number) + (f[(g + i) | 0] as number) * (s * (1 - s));
      }
      return;
    case 'relu':
      for (let i = 0; i < size; i = (i + 1) | 0) {
        const on = (f[(m + i) | 0] as number) > 0 ? 1 : 0;
        f[(to + i) | 0] = (f[(from + i) | 0] as number) + (f[(g + i) | 0] as number) * on;
      }
      return;
    case 'complement':
      for (let i = 0; i < size; i = (i + 1) | 0) {
        f[(to + i) | 0] = (f[(from + i) | 0] as number) - (f[(g + i) | 0] as number);
      }
      return;
    case 'identity':
      add(to, from, g, size);
  }
}

/** to = a + b. */
export function add(to: number, a: number, b: number, size: number): void {
  const f = heap;
  for (let i = 0; i < size; i = (i + 1) | 0) {
    f[(to + i) | 0] = (f[(a + i) | 0] as number) + (f[(b + i) | 0] as number);
  }
}

/** to = a ⊙ b. */
export function multiply(to: number, a: number, b: number, size: number): void {
  const f = heap;
  for (let i = 0; i < size; i = (i + 1) | 0) {
    f[(to + i) | 0] = (f[(a + i) | 0] as number) * (f[(b + i) | 0] as number);
  }
}

/** to = from + a ⊙ b. */
export function addProduct(to: number, from: number, a: number, b: number, size: number): void {
  const f = heap;
  for (let i = 0; i < size; i = (i + 1) | 0) {
    f[(to + i) | 0] =
      (f[(from + i) | 0] as number) + (f[(a + i) | 0] as number) * (f[(b + i) | 0] as number);
  }
}

/** to = scale·(a − b). */
export function scaledDifference(
  to: number,
  a: number,
  b: number,
  scale: number,
  size: number,
): void {
  const f = heap;
  for (let i = 0; i < size; i = (i + 1) | 0) {
    f[(to + i) | 0] = scale * ((f[(a + i) | 0] as number) - (f[(b + i) | 0] as number));
  }
}

/** Sets `size` numbers to zero. */
export function clear(at: number, size: number): void {
  heap.fill(0, at, at + size);
}
