// The total derivative of a quantity within its own step: ∂to_t/∂(every source), through all quantities between.
//
//   ∂h_t/∂h_{t−1} of the vanilla cell:   h ──diag──► a ──dense──► h₋     diag(tanh′(a))·W_hh
//
// Blocks stay diagonal as long as the way is elementwise, which keeps gated cells at H² instead of H³
// and tells which single units are joined at all.

import { present } from '#base/exhaustive.ts';
import type { Source } from '#model/declaration.ts';
import { type Edge, sizeOf } from '#model/model.ts';
import { memory, remembered } from '#trace/record/remember.ts';
import type { Trace } from '#trace/record/trace.ts';
import { edgeSlope, edgeWeight } from './local-derivative.ts';

/** ∂to/∂from: only a diagonal (size numbers), or dense (rows × columns numbers, row-major). */
export interface Block {
  readonly kind: 'diagonal' | 'dense';
  readonly rows: number;
  readonly columns: number;
  readonly entries: Float64Array;
}

type Blocks = ReadonlyMap<string, Block>;

const blocksMemory = memory<Blocks>(64);

/** ∂to_t/∂source within step t; null where `to` does not depend on it. A state before the step counts as given. */
export function stepBlock(trace: Trace, t: number, to: string, source: Source): Block | null {
  const blocks = remembered(blocksMemory, trace, `${t} ${to}`, () => blocksOf(trace, t, to));
  return blocks.get(keyOf(source)) ?? null;
}

function blocksOf(trace: Trace, t: number, to: string): Blocks {
  const { model } = trace;
  const size = sizeOf(model, to);
  const blocks = new Map<string, Block>();
  blocks.set(keyOf({ quantity: to, at: 'now' }), {
    kind: 'diagonal',
    rows: size,
    columns: size,
    entries: new Float64Array(size).fill(1),
  });
  for (const { name } of model.quantities.toReversed()) {
    const block = blocks.get(keyOf({ quantity: name, at: 'now' }));
    if (!block) continue;
    for (const edge of model.edges) {
      if (edge.to !== name || edge.from.quantity === 'x') continue;
      const key = keyOf(edge.from);
      const part = through(trace, block, edge, t);
      const known = blocks.get(key);
      blocks.set(key, known ? added(known, part) : part);
    }
  }
  return blocks;
}

function keyOf({ quantity, at }: Source): string {
  return `${at} ${quantity}`;
}

/** block · ∂(edge.to)_t/∂(edge.from), where the block is by edge.to. */
export function through(trace: Trace, block: Block, edge: Edge, t: number): Block {
  if (edge.kind === 'elementwise') return scaledColumns(block, edgeSlope(trace, edge, t));
  const columns = sizeOf(trace.model, edge.from.quantity);
  const weight = edgeWeight(trace, edge);
  const entries =
    block.kind === 'diagonal'
      ? scaledRows(block.entries, weight, columns)
      : multiplied(block, weight, columns);
  return { kind: 'dense', rows: block.rows, columns, entries };
}

function scaledColumns(block: Block, by: Float64Array): Block {
  const entries = block.entries.map((entry, i) => entry * (by[i % block.columns] as number));
  return { ...block, entries };
}

function scaledRows(by: Float64Array, matrix: Float64Array, columns: number): Float64Array {
  return matrix.map((entry, i) => entry * (by[Math.floor(i / columns)] as number));
}

function multiplied(left: Block, right: Float64Array, columns: number): Float64Array {
  const product = new Float64Array(left.rows * columns);
  for (let i = 0; i < left.rows; i++) {
    for (let k = 0; k < left.columns; k++) {
      const factor = left.entries[i * left.columns + k] as number;
      for (let j = 0; j < columns; j++) {
        const at = i * columns + j;
        product[at] = (product[at] as number) + factor * (right[k * columns + j] as number);
      }
    }
  }
  return product;
}

function added(a: Block, b: Block): Block {
  if (a.kind === b.kind) {
    return { ...a, entries: a.entries.map((entry, i) => entry + present(b.entries[i], 'entry')) };
  }
  const sum = denseEntries(a);
  const other = denseEntries(b);
  return {
    ...a,
    kind: 'dense',
    entries: sum.map((entry, i) => entry + present(other[i], 'entry')),
  };
}

/** The same derivative with its zeros written out: rows × columns numbers; a copy. */
export function denseEntries(block: Block): Float64Array {
  if (block.kind === 'dense') return block.entries.slice();
  const dense = new Float64Array(block.rows * block.columns);
  block.entries.forEach((entry, i) => {
    dense[i * (block.columns + 1)] = entry;
  });
  return dense;
}
