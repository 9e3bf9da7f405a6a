// Where everything of a run lies in memory: shared weights once, then one block of rows for every quantity.
//
//   row       0     1   …   T₁      T₁+1   T₁+2  …            sequences stand one after another;
//   h       [ h_0 | h_1 | … | h_T ][ h_0 | h_1 | … ]          row 0 of each holds the state before its first step
//   dL/dh   [  0  |  ·  | … |  ·  ][  0  |  ·  | … ]          and a zero gradient
//
// All sizes are rounded up to multiples of 4, the rest is zero and stays zero.

import { present } from '#base/exhaustive.ts';
import type { Factor } from '#model/declaration.ts';
import { type Model, type ParameterShape, sizeOf } from '#model/model.ts';
import { roundUp } from './kernels/memory.ts';

/** Rows of numbers: row r starts at `at + r·stride`. */
export interface Block {
  readonly at: number;
  /** Numbers from one row to the next; 0 where every row is the same one. */
  readonly stride: number;
  /** Numbers of a row that mean something. */
  readonly size: number;
}

export interface PlacedParameter {
  readonly shape: ParameterShape;
  /** Offset from the start of the parameters, and as well of the gradient. */
  readonly offset: number;
  /** From one row of the matrix to the next; 1 for a bias. */
  readonly stride: number;
  /** Wᵀ, where a gradient goes back through W; null where none does. */
  readonly transposed: Block | null;
}

export interface Layout {
  readonly model: Model;
  /** Rows of every block: the steps of all sequences and one more for each. */
  readonly rows: number;
  readonly placed: readonly PlacedParameter[];
  /** Parameters with their padding; the gradient is laid out alike. */
  readonly parameters: Block;
  readonly gradient: Block;
  /** A row of zeros and a row of working space, as wide as the widest quantity. */
  readonly zeros: Block;
  readonly scratch: Block;
  readonly values: ReadonlyMap<string, Block>;
  /** map(q) for factors that need it and do not stand in `values`; see `factorKey`. */
  readonly mapped: ReadonlyMap<string, Block>;
  readonly targets: Block;
  /** Of `values`. */
  readonly logits: Block;
  readonly prediction: Block;
  /** Of `gradients`. */
  readonly logitsGradient: Block;
  readonly gradients: ReadonlyMap<string, Block>;
  readonly local: Block;
  readonly carried: ReadonlyMap<string, Block>;
  /** Values that matrices multiply, transposed: one row for each unit, `columns` numbers long. */
  readonly sources: ReadonlyMap<string, Block>;
  /** Four rows of gradients, transposed. */
  readonly columnsScratch: Block;
  /** Numbers in all. */
  readonly size: number;
}

export function factorKey(quantity: string, term: number, factor: number): string {
  return `${quantity}/${term}/${factor}`;
}

/** Whether a quantity is nothing but map(one other quantity): then its own value is the mapped value. */
export function isPlainMap(model: Model, quantity: string): boolean {
  const terms = model.quantities.find((q) => q.name === quantity)?.terms ?? [];
  const [term] = terms;
  return terms.length === 1 && term?.kind === 'product' && term.factors.length === 1;
}

/** Places a model with this many rows from offset `start` on. */
export function layOut(model: Model, rows: number, start = 0): Layout {
  const place = placer(start);
  const placed = placeParameters(model, place);
  const count = placed.size;
  const parameters = place(1, count);
  const gradient = place(1, count);
  const names = model.quantities.map((q) => q.name);
  const sized = (quantity: string) => place(rows, sizeOf(model, quantity));
  const blocks = (quantities: readonly string[]) =>
    new Map(quantities.map((quantity) => [quantity, sized(quantity)]));
  const widest = Math.max(...['x', ...names].map((quantity) => sizeOf(model, quantity)));
  // The gradient pass reads up to three numbers beyond the last row, times zero.
  const columns = roundUp(rows + 3, 4);
  const sourceNames = new Set(model.parameters.flatMap((p) => p.source?.quantity ?? []));
  const values = blocks(['x', ...names, 'prediction']);
  const gradients = blocks(names);
  const layout = {
    model,
    rows,
    placed: placed.list,
    parameters,
    gradient,
    zeros: { ...place(1, widest), stride: 0 },
    scratch: { ...place(1, widest), stride: 0 },
    values,
    logits: blockOf(values, 'logits'),
    prediction: blockOf(values, 'prediction'),
    mapped: new Map(mappedFactors(model).map(([key, quantity]) => [key, sized(quantity)])),
    targets: sized('logits'),
    gradients,
    logitsGradient: blockOf(gradients, 'logits'),
    local: sized(model.cell.output),
    carried: blocks(model.cell.states),
    sources: new Map(
      [...sourceNames].map((name) => [name, place(roundUp(sizeOf(model, name), 4), columns)]),
    ),
    columnsScratch: place(4, columns),
  };
  return { ...layout, size: place(0, 0).at - start };
}

type Placer = (rows: number, size: number) => Block;

function placer(start: number): Placer {
  let next = start;
  return (rows, size) => {
    const stride = roundUp(size, 4);
    const at = next;
    next += rows * stride;
    return { at, stride, size };
  };
}

function placeParameters(
  model: Model,
  place: Placer,
): { list: readonly PlacedParameter[]; size: number } {
  let size = 0;
  const list = model.parameters.map((shape): PlacedParameter => {
    const offset = size;
    const rows = roundUp(shape.rows, 4);
    const stride = shape.kind === 'matrix' ? roundUp(shape.columns, 4) : 1;
    size += rows * stride;
    const goesBack = shape.source !== undefined && shape.source.quantity !== 'x';
    return { shape, offset, stride, transposed: goesBack ? place(stride, rows) : null };
  });
  return { list, size };
}

/** Factors whose mapped value is needed in both passes and stands nowhere else, with the quantity they map. */
function mappedFactors(model: Model): readonly (readonly [string, string])[] {
  return model.quantities.flatMap((q) => {
    if (isPlainMap(model, q.name)) return [];
    return q.terms.flatMap((term, i) => {
      if (term.kind !== 'product') return [];
      return term.factors.flatMap((factor: Factor, k) =>
        factor.map === 'identity'
          ? []
          : [[factorKey(q.name, i, k), factor.source.quantity] as const],
      );
    });
  });
}

export function blockOf(blocks: ReadonlyMap<string, Block>, name: string): Block {
  return present(blocks.get(name), `block ${name}`);
}

/** The block one row earlier: what `h₋` reads. */
export function rowBefore(block: Block): Block {
  return { ...block, at: block.at - block.stride };
}
