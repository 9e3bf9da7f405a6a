// From a declaration to its formulas: what a quantity is, its immediate derivatives, and the way back through each edge.
// `t` is always the step of the quantity that is computed (the one an edge leads to).

import type { Factor, Source, Term } from '#model/declaration.ts';
import {
  apply,
  diagonal,
  type Expression,
  elementwise,
  multiply,
  negative,
  quantity,
  sum,
  transpose,
} from '#model/expression.ts';
import { type Edge, edgesFrom, type Model, quantityOf } from '#model/model.ts';
import {
  carriedId,
  gradientId,
  jacobianId,
  localId,
  parameterId,
  type QuantityId,
  type StepMark,
  stepBefore,
  valueId,
} from '#model/quantity-id.ts';
import type { Trace } from '#trace/record/trace.ts';

/** The id of a source of a quantity of step t: its own step's, or the step's before. */
export function sourceId(source: Source, t: StepMark): QuantityId {
  return valueId(source.quantity, source.at === 'now' ? t : stepBefore(t));
}

/** The sum of its terms: what the declaration says a quantity is. */
export function ruleOf(model: Model, name: string, t: StepMark): Expression {
  return summed(quantityOf(model, name).terms.map((term) => termRule(term, t)));
}

function termRule(term: Term, t: StepMark): Expression {
  switch (term.kind) {
    case 'matrix':
      return multiply(quantity(parameterId(term.weight)), quantity(sourceId(term.source, t)));
    case 'bias':
      return quantity(parameterId(term.bias));
    case 'product':
      return joined(term.factors.map((factor) => factorRule(factor, t)));
  }
}

function factorRule(factor: Factor, t: StepMark): Expression {
  const source = quantity(sourceId(factor.source, t));
  return factor.map === 'identity' ? source : apply(factor.map, source);
}

/** ∂⁺to_t/∂from: W for a matrix, diag of map′ times the other factors for a product. */
function immediateJacobian(model: Model, edge: Edge, t: StepMark): Expression {
  if (edge.weight !== undefined) return quantity(parameterId(edge.weight));
  const { isNegative, factors } = elementwiseFactors(model, edge, t);
  const entries = joined(factors);
  return diagonal(isNegative ? negative(entries) : entries);
}

/** ∂⁺to_t/∂from as a formula names it, worth the immediate Jacobian. */
function immediateDerivative(model: Model, edge: Edge, t: StepMark): Expression {
  return {
    kind: 'derivative',
    of: valueId(edge.to, t),
    by: sourceId(edge.from, t),
    value: immediateJacobian(model, edge, t),
  };
}

/** What an elementwise edge multiplies a gradient by: the slope of its own factor, and the other factors. */
function elementwiseFactors(
  model: Model,
  edge: Edge,
  t: StepMark,
): { readonly isNegative: boolean; readonly factors: readonly Expression[] } {
  const { terms } = quantityOf(model, edge.to);
  const term = terms[edge.term];
  if (term?.kind !== 'product') return { isNegative: false, factors: [] };
  const map = term.factors[edge.factor]?.map ?? 'identity';
  const others = term.factors.filter((_, i) => i !== edge.factor).map((f) => factorRule(f, t));
  const isWhole = terms.length === 1 && term.factors.length === 1;
  const slope: Expression = {
    kind: 'slope',
    map,
    at: sourceId(edge.from, t),
    value: isWhole ? valueId(edge.to, t) : null,
  };
  const isPlain = map === 'complement' || map === 'identity';
  if (others.length === 0) return { isNegative: false, factors: [slope] };
  return { isNegative: map === 'complement', factors: isPlain ? others : [slope, ...others] };
}

/** (∂⁺to_t/∂from)ᵀ ∂L/∂to_t: the chain rule for one edge. */
export function chainThrough(model: Model, edge: Edge, t: StepMark): Expression {
  const derivative = immediateDerivative(model, edge, t);
  return multiply(transpose(derivative), quantity(gradientId(edge.to, t)));
}

/** The same with the derivative worked out: Wᵀ ∂L/∂to_t, or map′ ⊙ other factors ⊙ ∂L/∂to_t. */
export function backThrough(model: Model, edge: Edge, t: StepMark): Expression {
  const gradient = quantity(gradientId(edge.to, t));
  if (edge.weight !== undefined) {
    return multiply(transpose(quantity(parameterId(edge.weight))), gradient);
  }
  const { isNegative, factors } = elementwiseFactors(model, edge, t);
  const kept = factors.filter((f) => !(f.kind === 'slope' && f.map === 'identity'));
  const product = joined([...kept, gradient]);
  return isNegative ? negative(product) : product;
}

/** Edges of the cell (not of the output) by which a quantity enters others of its own step. */
export function usersAtStep(model: Model, name: string): readonly Edge[] {
  return edgesFrom(model, name, 'now').filter((edge) => edge.to !== 'logits');
}

/**
 * What reaches a state at t from outside the step's own arithmetic: its local and carried parts.
 * For a state that no other quantity of its step uses, that is its whole gradient. Empty: nothing does.
 */
function arriving(trace: Trace, state: string, t: number): readonly Expression[] {
  const { model } = trace;
  const isOutput = state === model.cell.output;
  if (isOutput && usersAtStep(model, state).length === 0) return [quantity(gradientId(state, t))];
  return [
    ...(isOutput && trace.lossSteps.includes(t) ? [quantity(localId(t))] : []),
    ...(t < trace.steps ? [quantity(carriedId(state, t))] : []),
  ];
}

/** Σ over states s of (∂s_{t+1}/∂state_t)ᵀ times what arrives at s_{t+1}: the carried part by Jacobians. */
export function carriedByJacobians(trace: Trace, state: string, t: number): readonly Expression[] {
  return trace.model.cell.states.flatMap((to) => {
    const parts = arriving(trace, to, t + 1);
    if (parts.length === 0) return [];
    return [multiply(transpose(quantity(jacobianId(to, t + 1, state))), summed(parts))];
  });
}

/** The ways from state₋ to a quantity inside one step, each as its chain of immediate Jacobians. */
export function waysInside(
  model: Model,
  to: string,
  from: string,
  t: number,
): readonly Expression[] {
  const ways = (name: string): readonly (readonly Expression[])[] =>
    model.edges
      .filter((edge) => edge.to === name)
      .flatMap((edge) => {
        const own = immediateJacobian(model, edge, t);
        if (edge.from.at === 'before') return edge.from.quantity === from ? [[own]] : [];
        return ways(edge.from.quantity).map((rest) => [own, ...rest]);
      });
  return ways(to).map((factors) => product(factors));
}

function product(factors: readonly Expression[]): Expression {
  const [only] = factors;
  return factors.length === 1 && only ? only : multiply(...factors);
}

/** Entry-by-entry product of one or more factors. */
function joined(factors: readonly Expression[]): Expression {
  const [only] = factors;
  return factors.length === 1 && only ? only : elementwise(...factors);
}

/** The sum of one or more terms. */
export function summed(terms: readonly Expression[]): Expression {
  const [only] = terms;
  return terms.length === 1 && only ? only : sum(...terms);
}
