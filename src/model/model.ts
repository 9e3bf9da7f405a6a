// A net, resolved from its specification: quantities with sizes, parameters with shapes and offsets.

import { present } from '#base/exhaustive.ts';
import { oncePer } from '#base/memo.ts';
import { cellOf } from './cells/all.ts';
import { checkDeclaration } from './check-declaration.ts';
import {
  bias,
  type CellDeclaration,
  type MapName,
  matrix,
  now,
  type Quantity,
  type QuantityRole,
  type Source,
  type Term,
} from './declaration.ts';
import { ownNames } from './names.ts';

export type HeadId = 'sigmoid' | 'softmax' | 'linear';

/** The `model` part of an experiment. */
export interface ModelSpecification {
  readonly cell: string;
  /** Only cells with a choice of activation have one. */
  readonly activation?: MapName | undefined;
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly outputSize: number;
  readonly bias: boolean;
  readonly head: HeadId;
  readonly lossReduction: 'sum' | 'mean';
}

/** One shared weight matrix or bias: its place in the flat parameter buffer (row-major). */
export interface ParameterShape {
  readonly name: string;
  readonly kind: 'matrix' | 'bias';
  readonly rows: number;
  /** 1 for a bias. */
  readonly columns: number;
  readonly offset: number;
  /** The quantity whose sum it stands in: its contribution at t is ∂L/∂owner_t times the source. */
  readonly owner: string;
  /** What a matrix multiplies; absent for a bias. */
  readonly source?: Source;
}

/**
 * One way in which a quantity enters another: through a matrix (∂to/∂from = W),
 * or elementwise (∂to/∂from = diag of map′(from) times the other factors of the term).
 */
export interface Edge {
  readonly from: Source;
  readonly to: string;
  readonly kind: 'matrix' | 'elementwise';
  /** Which term of `to`, and which factor of that term (0 for a matrix). */
  readonly term: number;
  readonly factor: number;
  readonly weight?: string;
}

export interface Model {
  readonly specification: ModelSpecification;
  readonly cell: CellDeclaration;
  /** The cell's quantities and then `logits`; without `x` and `prediction`. */
  readonly quantities: readonly Quantity[];
  readonly parameters: readonly ParameterShape[];
  readonly parameterCount: number;
  readonly edges: readonly Edge[];
}

/** Number of units of a quantity: `x`, `logits`, `prediction`, or any of the cell's. */
export function sizeOf(model: Model | ModelSpecification, quantity: string): number {
  const specification = 'specification' in model ? model.specification : model;
  if (quantity === 'x') return specification.inputSize;
  if (quantity === 'logits' || quantity === 'prediction') return specification.outputSize;
  return specification.hiddenSize;
}

export function parameterOf(model: Model, name: string): ParameterShape {
  return present(
    model.parameters.find((p) => p.name === name),
    `parameter ${name}`,
  );
}

export function quantityOf(model: Model, name: string): Quantity {
  return present(
    model.quantities.find((q) => q.name === name),
    `quantity ${name}`,
  );
}

/** What a quantity of the net is for, input and prediction included. */
export function roleOf(model: Model, quantity: string): QuantityRole {
  if (quantity === ownNames.input) return 'input';
  if (quantity === ownNames.prediction) return 'prediction';
  return quantityOf(model, quantity).role;
}

/** What a shared parameter stands between: `inner` weights read a quantity of their own step. */
export type ParameterPlace = 'input' | 'recurrent' | 'inner' | 'output' | 'bias';

export function placeOfParameter(model: Model, parameter: string): ParameterPlace {
  const { source, owner } = parameterOf(model, parameter);
  if (source === undefined) return 'bias';
  if (source.at === 'before') return 'recurrent';
  if (roleOf(model, owner) === 'logits') return 'output';
  return roleOf(model, source.quantity) === 'input' ? 'input' : 'inner';
}

/** The edges that leave a quantity: where it is used at its own step (`now`) or one step later (`before`). */
export function edgesFrom(model: Model, quantity: string, at: Source['at']): readonly Edge[] {
  return model.edges.filter((e) => e.from.quantity === quantity && e.from.at === at);
}

/**
 * The net that a specification describes. Biases are left out of the declaration where `bias` is false.
 * The same specification gives the same object again: an edit of a number keeps the net, and all that was made for it.
 */
export const buildModel = oncePer((specification: ModelSpecification): Model => {
  const cell = cellOf(specification.cell);
  const activation = specification.activation ?? cell.activations[0] ?? 'tanh';
  return buildModelOf(cell.declare(activation), specification);
});

/** The same for a declaration that stands in no list yet; throws for one that is wrong. */
export function buildModelOf(declared: CellDeclaration, specification: ModelSpecification): Model {
  checkDeclaration(declared);
  const logits: Quantity = {
    name: ownNames.logits,
    role: 'logits',
    terms: [matrix(ownNames.outputWeights, now(declared.output)), bias(ownNames.outputBias)],
  };
  const all = [...declared.quantities, logits];
  const quantities = specification.bias ? all : all.map(withoutBias);
  const cellQuantities = quantities.slice(0, -1);
  const parameters = placeParameters(quantities, specification);
  const last = parameters[parameters.length - 1];
  return {
    specification,
    cell: { ...declared, quantities: cellQuantities },
    quantities,
    parameters,
    parameterCount: last ? last.offset + last.rows * last.columns : 0,
    edges: quantities.flatMap((q) => q.terms.flatMap((term, i) => edgesInto(q.name, term, i))),
  };
}

function withoutBias(quantity: Quantity): Quantity {
  return { ...quantity, terms: quantity.terms.filter((term) => term.kind !== 'bias') };
}

function placeParameters(
  quantities: readonly Quantity[],
  specification: ModelSpecification,
): readonly ParameterShape[] {
  const shapes: ParameterShape[] = [];
  let offset = 0;
  for (const quantity of quantities) {
    const rows = sizeOf(specification, quantity.name);
    for (const term of quantity.terms) {
      if (term.kind === 'product') continue;
      const owner = quantity.name;
      const shape: ParameterShape =
        term.kind === 'matrix'
          ? {
              name: term.weight,
              kind: 'matrix',
              rows,
              columns: sizeOf(specification, term.source.quantity),
              offset,
              owner,
              source: term.source,
            }
          : { name: term.bias, kind: 'bias', rows, columns: 1, offset, owner };
      shapes.push(shape);
      offset += shape.rows * shape.columns;
    }
  }
  return shapes;
}

function edgesInto(to: string, term: Term, index: number): readonly Edge[] {
  switch (term.kind) {
    case 'bias':
      return [];
    case 'matrix':
      return [
        { from: term.source, to, kind: 'matrix', term: index, factor: 0, weight: term.weight },
      ];
    case 'product':
      return term.factors.map((factor, i) => ({
        from: factor.source,
        to,
        kind: 'elementwise' as const,
        term: index,
        factor: i,
      }));
  }
}
