// What goes in and out of the heap: rows of numbers padded to multiples of 4 inside, packed outside.

import type { Head } from '#model/heads/head.ts';
import { memory, roundUp } from './memory.ts';

const heap = new Float64Array(memory);

/** Writes rows × columns packed numbers (from `sourceAt`) into rows `stride` apart. */
export function writeRows(
  at: number,
  stride: number,
  source: Float64Array,
  sourceAt: number,
  rows: number,
  columns: number,
): void {
  copyRows(heap, at, stride, source, sourceAt, columns, rows, columns);
}

/** Reads rows `stride` apart into rows × columns packed numbers (from `targetAt`). */
export function readRows(
  target: Float64Array,
  targetAt: number,
  at: number,
  stride: number,
  rows: number,
  columns: number,
): void {
  copyRows(target, targetAt, columns, heap, at, stride, rows, columns);
}

function copyRows(
  target: Float64Array,
  targetAt: number,
  targetStride: number,
  source: Float64Array,
  sourceAt: number,
  sourceStride: number,
  rows: number,
  columns: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      target[targetAt + r * targetStride + c] = source[sourceAt + r * sourceStride + c] as number;
    }
  }
}

/** Adds rows `stride` apart to rows × columns packed numbers (from `targetAt`). */
export function addRows(
  target: Float64Array,
  targetAt: number,
  at: number,
  stride: number,
  rows: number,
  columns: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const i = targetAt + r * columns + c;
      target[i] = (target[i] as number) + (heap[at + r * stride + c] as number);
    }
  }
}

/** A window on the heap, for code outside that wants a whole array. Its buffer must not be transferred. */
export function viewOf(at: number, size: number): Float64Array {
  return heap.subarray(at, at + size);
}

/** Clears what lies between rows × columns numbers and the padded matrix (or bias) around them. */
export function clearPadding(at: number, stride: number, rows: number, columns: number): void {
  const end = at + roundUp(rows, 4) * stride;
  if (columns < stride) {
    for (let r = 0; r < rows; r++) heap.fill(0, at + r * stride + columns, at + (r + 1) * stride);
  }
  if (at + rows * stride < end) heap.fill(0, at + rows * stride, end);
}

export function read(at: number): number {
  return heap[at] as number;
}

export function write(at: number, value: number): void {
  heap[at] = value;
}

/** ŷ from the logits. */
export function predict(head: Head, logits: number, prediction: number, size: number): void {
  head.predict(heap, logits, heap, prediction, size);
}

/** The loss of one step. */
export function lossOf(head: Head, logits: number, target: number, size: number): number {
  return head.loss(heap, logits, heap, target, size);
}
