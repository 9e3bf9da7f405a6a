// The flat program that a declaration becomes: what is computed for one row, with offsets in place of names.

import { exhausted } from '#base/exhaustive.ts';
import type { MapName } from '#model/declaration.ts';
import * as elementwise from './kernels/elementwise.ts';
import { multiplyAdd, multiplyAddTwo } from './kernels/matrix.ts';
import type { Block } from './layout.ts';

/** Every instruction has the same fields, so that the interpreter's reads stay monomorphic. */
export interface Instruction {
  readonly operation: /** to = from + left·right: left a matrix of `size` rows, right a vector of `columns` numbers. */
    | 'multiply matrix'
    /** to = map(left). */
    | 'map'
    /** to = from + left. */
    | 'add'
    /** to = left ⊙ right. */
    | 'multiply'
    /** to = from + left ⊙ right. */
    | 'add product'
    /** to = from + left ⊙ map′, where right = map(q). */
    | 'add through slope';
  readonly map: MapName;
  readonly to: number;
  readonly toStride: number;
  readonly from: number;
  readonly fromStride: number;
  readonly left: number;
  readonly leftStride: number;
  readonly right: number;
  readonly rightStride: number;
  readonly size: number;
  readonly columns: number;
  /** From one row of the matrix to the next. */
  readonly matrixStride: number;
}

/** An instruction from blocks; what an operation does not read may be left out. */
export function instruction(
  operation: Instruction['operation'],
  blocks: { to: Block; from?: Block; left: Block; right?: Block },
  sizes: { size: number; columns?: number; matrixStride?: number },
  map: MapName = 'identity',
): Instruction {
  const { to, left } = blocks;
  const from = blocks.from ?? left;
  const right = blocks.right ?? left;
  return {
    operation,
    map,
    to: to.at,
    toStride: to.stride,
    from: from.at,
    fromStride: from.stride,
    left: left.at,
    leftStride: left.stride,
    right: right.at,
    rightStride: right.stride,
    size: sizes.size,
    columns: sizes.columns ?? 0,
    matrixStride: sizes.matrixStride ?? 0,
  };
}

/** Runs the instructions for one row. */
export function execute(program: readonly Instruction[], row: number): void {
  for (let i = 0; i < program.length; i++) {
    const it = program[i] as Instruction;
    const to = (it.to + Math.imul(it.toStride, row)) | 0;
    const from = (it.from + Math.imul(it.fromStride, row)) | 0;
    const left = (it.left + Math.imul(it.leftStride, row)) | 0;
    const right = (it.right + Math.imul(it.rightStride, row)) | 0;
    switch (it.operation) {
      case 'multiply matrix':
        multiplyAdd(to, from, left, it.matrixStride, right, it.size, it.columns);
        break;
      case 'map':
        elementwise.applyMap(it.map, to, left, it.size);
        break;
      case 'add':
        elementwise.add(to, from, left, it.size);
        break;
      case 'multiply':
        elementwise.multiply(to, left, right, it.size);
        break;
      case 'add product':
        elementwise.addProduct(to, from, left, right, it.size);
        break;
      case 'add through slope':
        elementwise.addThroughSlope(it.map, to, from, left, right, it.size);
        break;
      default:
        exhausted(it.operation);
    }
  }
}

/** Runs matrix instructions for the rows from … to, two at a time; they must not depend on each other. */
export function executeTogether(program: readonly Instruction[], from: number, to: number): void {
  for (let i = 0; i < program.length; i++) {
    const it = program[i] as Instruction;
    for (let row = from; row < to; row += 2) {
      multiplyAddTwo(
        it.to + it.toStride * row,
        it.toStride,
        it.from + it.fromStride * row,
        it.fromStride,
        it.left,
        it.matrixStride,
        it.right + it.rightStride * row,
        it.rightStride,
        it.size,
        it.columns,
      );
    }
  }
  if ((to - from) % 2 === 0) execute(program, to);
}
