// The same formula for row vectors: every quantity is its transpose, products run the other way round, and a whole
// formula is worth the transpose of what it was.
//
//   W·x       →  x·W            Wᵀ·g      →  g·Wᵀ
//   g·xᵀ      →  xᵀ·g           diag(s)·W →  W·diag(s)

import { type Expression, multiply, transpose } from '#model/expression.ts';

/** Rewrites a tree of column vectors. It is worth the transpose, where every quantity is read as its transpose. */
export function asRows(expression: Expression): Expression {
  switch (expression.kind) {
    case 'quantity':
    case 'constant':
    case 'slope':
      return expression;
    case 'product':
      return { ...expression, factors: reversed(expression.factors).map(asRows) };
    case 'outer':
      return multiply(transpose(asRows(expression.right)), asRows(expression.left));
    case 'sum':
      return { ...expression, terms: expression.terms.map(asRows) };
    case 'series': {
      const { general, terms } = expression;
      return { ...expression, general: asRows(general), terms: terms.map(asRows) };
    }
    case 'elementwise':
      return { ...expression, factors: expression.factors.map(asRows) };
    case 'difference': {
      const { left, right } = expression;
      return { ...expression, left: asRows(left), right: asRows(right) };
    }
    case 'quotient': {
      const { over, under } = expression;
      return { ...expression, over: asRows(over), under: asRows(under) };
    }
    case 'minimum':
    case 'maximum':
      return { ...expression, of: expression.of.map(asRows) };
    case 'derivative':
      return { ...expression, value: expression.value && asRows(expression.value) };
    case 'contraction':
      return { ...expression, value: asRows(expression.value) };
    default:
      return { ...expression, of: asRows(expression.of) };
  }
}

/** A number in front stays there: ½·A·B becomes ½·B·A. */
function reversed(factors: readonly Expression[]): readonly Expression[] {
  const numbers = factors.findIndex(({ kind }) => kind !== 'constant');
  if (numbers < 0) return factors;
  return [...factors.slice(0, numbers), ...factors.slice(numbers).reverse()];
}
