// From a model's declaration to the instructions of both passes.

import { present } from '#base/exhaustive.ts';
import type { Factor, Quantity, Source, Term } from '#model/declaration.ts';
import { type Edge, edgesFrom, type Model, quantityOf, sizeOf } from '#model/model.ts';
import { type Instruction, instruction } from './instruction.ts';
import { roundUp } from './kernels/memory.ts';
import {
  type Block,
  blockOf,
  factorKey,
  isPlainMap,
  type Layout,
  type PlacedParameter,
  rowBefore,
} from './layout.ts';

export interface Code {
  /** The parts of pre-activations that depend on inputs alone (b + W·x): for many steps ahead. */
  readonly inputs: readonly Instruction[];
  /** The quantities of one step, what stands in `inputs` being done. */
  readonly forward: readonly Instruction[];
  readonly logits: readonly Instruction[];
  /** What the loss of the step sends into the output state. */
  readonly local: readonly Instruction[];
  /** ∂L/∂q of the step's quantities, last computed first. */
  readonly backward: readonly Instruction[];
  /** What the step sends into the states of the step before. */
  readonly carry: readonly Instruction[];
}

export function compile(layout: Layout): Code {
  const { model } = layout;
  const { output, states } = model.cell;
  const local = model.edges.filter((edge) => edge.to === 'logits');
  const names = model.cell.quantities.map((q) => q.name).reverse();
  const x = blockOf(layout.values, 'x');
  const quantities = model.cell.quantities.map((q) => compileQuantity(layout, q));
  const isInput = (it: Instruction | undefined): it is Instruction =>
    it?.operation === 'multiply matrix' && it.right === x.at;
  return {
    inputs: quantities.map(([first]) => first).filter(isInput),
    forward: quantities.flatMap((list) => list.slice(isInput(list[0]) ? 1 : 0)),
    logits: compileQuantity(layout, quantityOf(model, 'logits')),
    local: gather(layout, output, layout.local, [], local),
    backward: names.flatMap((name) => compileGradient(layout, name)),
    carry: states.flatMap((state) =>
      gather(
        layout,
        state,
        rowBefore(blockOf(layout.carried, state)),
        [],
        edgesFrom(model, state, 'before'),
      ),
    ),
  };
}

function operand(layout: Layout, source: Source): Block {
  const block = blockOf(layout.values, source.quantity);
  return source.at === 'now' ? block : rowBefore(block);
}

/** Where map(q) of one factor stands. */
function mappedOperand(layout: Layout, owner: string, term: number, index: number): Block {
  const { factors } = productOf(layout.model, owner, term);
  const factor = present(factors[index], 'factor');
  if (factor.map === 'identity') return operand(layout, factor.source);
  return isPlainMap(layout.model, owner)
    ? blockOf(layout.values, owner)
    : blockOf(layout.mapped, factorKey(owner, term, index));
}

function productOf(
  model: Model,
  owner: string,
  term: number,
): { readonly factors: readonly Factor[] } {
  const found = quantityOf(model, owner).terms[term];
  if (found?.kind !== 'product') throw new Error(`Not a product: ${owner}, term ${term}`);
  return found;
}

function placedParameter(layout: Layout, name: string): PlacedParameter {
  return present(
    layout.placed.find((p) => p.shape.name === name),
    name,
  );
}

/** Instructions that compute a quantity from its terms; a bias comes first, as the start of the sum, then the input. */
function compileQuantity(layout: Layout, quantity: Quantity): readonly Instruction[] {
  const to = blockOf(layout.values, quantity.name);
  const [first] = quantity.terms;
  if (isPlainMap(layout.model, quantity.name) && first?.kind === 'product') {
    const [factor] = first.factors as readonly [Factor];
    const left = operand(layout, factor.source);
    return [instruction('map', { to, left }, { size: to.size }, factor.map)];
  }
  const order = quantity.terms
    .map((term, index) => ({ term, index }))
    .sort((a, b) => rankOf(a.term) - rankOf(b.term));
  let from = layout.zeros;
  const instructions: Instruction[] = [];
  for (const { term, index } of order) {
    const bias = term.kind === 'bias' ? biasBlock(layout, term.bias) : null;
    if (bias && from === layout.zeros) {
      from = bias;
      continue;
    }
    instructions.push(...compileTerm(layout, quantity.name, term, index, to, from));
    from = to;
  }
  if (from !== to) {
    instructions.push(instruction('map', { to, left: from }, { size: to.size }));
  }
  return instructions;
}

function rankOf(term: Term): number {
  if (term.kind === 'bias') return 0;
  return term.kind === 'matrix' && term.source.quantity === 'x' ? 1 : 2;
}

function biasBlock(layout: Layout, name: string): Block {
  const { offset, shape } = placedParameter(layout, name);
  return { at: layout.parameters.at + offset, stride: 0, size: shape.rows };
}

/** to = from + term. */
function compileTerm(
  layout: Layout,
  owner: string,
  term: Term,
  index: number,
  to: Block,
  from: Block,
): readonly Instruction[] {
  const size = to.size;
  switch (term.kind) {
    case 'bias':
      return [instruction('add', { to, from, left: biasBlock(layout, term.bias) }, { size })];
    case 'matrix': {
      const { offset, stride } = placedParameter(layout, term.weight);
      const left = { at: layout.parameters.at + offset, stride: 0, size };
      const right = operand(layout, term.source);
      const sizes = { size: roundUp(size, 4), columns: stride, matrixStride: stride };
      return [instruction('multiply matrix', { to, from, left, right }, sizes)];
    }
    case 'product': {
      const maps = term.factors.flatMap((factor, i) => {
        if (factor.map === 'identity') return [];
        const mapped = mappedOperand(layout, owner, index, i);
        const left = operand(layout, factor.source);
        return [instruction('map', { to: mapped, left }, { size }, factor.map)];
      });
      const operands = term.factors.map((_, i) => mappedOperand(layout, owner, index, i));
      return [...maps, ...addProductOf(layout, to, from, operands)];
    }
  }
}

/** to = from + the elementwise product of the operands. */
function addProductOf(
  layout: Layout,
  to: Block,
  from: Block,
  operands: readonly Block[],
): readonly Instruction[] {
  const { size } = to;
  const { product, last, instructions } = foldProduct(layout, operands, size);
  const add = product
    ? instruction('add product', { to, from, left: product, right: last }, { size })
    : instruction('add', { to, from, left: last }, { size });
  return [...instructions, add];
}

/** The product of all operands but the last, in working space where it has more than one factor. */
function foldProduct(
  layout: Layout,
  operands: readonly Block[],
  size: number,
): { product: Block | null; last: Block; instructions: readonly Instruction[] } {
  const last = present(operands[operands.length - 1], 'factor');
  const to = layout.scratch;
  const instructions: Instruction[] = [];
  let product: Block | null = null;
  for (const right of operands.slice(0, -1)) {
    if (product) instructions.push(instruction('multiply', { to, left: product, right }, { size }));
    product = product ? to : right;
  }
  return { product, last, instructions };
}

/** ∂L/∂q: what arrives from the next step, what the step's loss sends, and what its users at this step send. */
function compileGradient(layout: Layout, name: string): readonly Instruction[] {
  const { model } = layout;
  const { output, states } = model.cell;
  const parts = [
    ...(states.includes(name) ? [blockOf(layout.carried, name)] : []),
    ...(name === output ? [layout.local] : []),
  ];
  const edges = edgesFrom(model, name, 'now').filter((edge) => edge.to !== 'logits');
  return gather(layout, name, blockOf(layout.gradients, name), parts, edges);
}

/** to = the sum of the parts and of what comes back over the edges. */
function gather(
  layout: Layout,
  name: string,
  to: Block,
  parts: readonly Block[],
  edges: readonly Edge[],
): readonly Instruction[] {
  const size = sizeOf(layout.model, name);
  const [start, ...others] = parts;
  let from = start ?? layout.zeros;
  const instructions: Instruction[] = [];
  for (const left of others) {
    instructions.push(instruction('add', { to, from, left }, { size }));
    from = to;
  }
  for (const edge of edges) {
    instructions.push(...compileEdge(layout, edge, to, from));
    from = to;
  }
  if (from !== to) instructions.push(instruction('map', { to, left: from }, { size }));
  return instructions;
}

/** to = from + (∂p/∂q)ᵀ·∂L/∂p for one edge q → p. */
function compileEdge(layout: Layout, edge: Edge, to: Block, from: Block): readonly Instruction[] {
  const gradient = blockOf(layout.gradients, edge.to);
  const size = to.size;
  if (edge.kind === 'matrix') {
    const weight = placedParameter(layout, present(edge.weight, 'weight'));
    const transposed = present(weight.transposed, 'transposed');
    const left = { ...transposed, stride: 0 };
    const sizes = {
      size: roundUp(size, 4),
      columns: transposed.stride,
      matrixStride: transposed.stride,
    };
    return [instruction('multiply matrix', { to, from, left, right: gradient }, sizes)];
  }
  const { factors } = productOf(layout.model, edge.to, edge.term);
  const operands = factors.map((_, i) => mappedOperand(layout, edge.to, edge.term, i));
  const others = operands.filter((_, i) => i !== edge.factor);
  const own = present(operands[edge.factor], 'factor');
  const map = present(factors[edge.factor], 'factor').map;
  // The own value comes last only to end the fold: what is left of it is ∂L/∂p times all other factors.
  const { product, instructions } = foldProduct(layout, [gradient, ...others, own], size);
  const through = present(product, 'product');
  const blocks = { to, from, left: through, right: own };
  return [...instructions, instruction('add through slope', blocks, { size }, map)];
}
