// The one evaluator: what a formula is worth in a run. It shows that the formula printed is the number computed.

import { exp, log } from '#base/elementary.ts';
import { exhausted } from '#base/exhaustive.ts';
import { normOf } from '#base/norm.ts';
import type { Expression, FunctionName } from '#model/expression.ts';
import { mapSlope, mapValue } from '#model/maps.ts';
import type { Notation } from '#model/notation.ts';
import { shownNumbers as shownMatrix } from '#model/shown-matrix.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import type { Trace } from '#trace/record/trace.ts';
import { diagonalOf, type Matrix, map, scalar, sumOf, times, transposed, zip } from './matrix.ts';

type Vectors = Notation['vectors'];

/** A formula asks for a number that the run has not computed, or that it only names. */
export class NotComputed extends Error {}

/** The value of an expression; null where the run has not computed one of its quantities. See `evaluate`. */
export function valueIfComputed(
  expression: Expression,
  trace: Trace,
  vectors: Vectors = 'columns',
): Matrix | null {
  try {
    return evaluate(expression, trace, vectors);
  } catch (error) {
    if (error instanceof NotComputed) return null;
    throw error;
  }
}

/**
 * The value of an expression; with `rows`, every quantity is read as its transpose (see `rows.ts`). Throws NotComputed,
 * and an Error where shapes do not fit.
 */
export function evaluate(
  expression: Expression,
  trace: Trace,
  vectors: Vectors = 'columns',
): Matrix {
  const of = (inner: Expression): Matrix => evaluate(inner, trace, vectors);
  switch (expression.kind) {
    case 'quantity':
      return numbersOrThrow(trace, expression.id, vectors);
    case 'constant':
      return scalar(expression.value);
    case 'series':
    case 'sum':
      return fold(expression.terms.map(of), (a, b) => a + b);
    case 'difference':
      return zip(of(expression.left), of(expression.right), (a, b) => a - b);
    case 'negative':
      return map(of(expression.of), (a) => -a);
    case 'product':
      return expression.factors.map(of).reduce(times);
    case 'elementwise':
      return fold(expression.factors.map(of), productOfEntries);
    case 'quotient':
      return zip(of(expression.over), of(expression.under), (a, b) => a / b);
    case 'minimum':
      return fold(expression.of.map(of), Math.min);
    case 'maximum':
      return fold(expression.of.map(of), Math.max);
    default:
      return evaluateStructure(expression, trace, vectors);
  }
}

type Structure = Exclude<
  Expression,
  {
    kind:
      | 'quantity'
      | 'constant'
      | 'series'
      | 'sum'
      | 'difference'
      | 'negative'
      | 'product'
      | 'elementwise'
      | 'quotient'
      | 'minimum'
      | 'maximum';
  }
>;

function evaluateStructure(expression: Structure, trace: Trace, vectors: Vectors): Matrix {
  const of = (inner: Expression): Matrix => evaluate(inner, trace, vectors);
  switch (expression.kind) {
    case 'outer':
      return times(of(expression.left), transposed(of(expression.right)));
    case 'transpose':
      return transposed(of(expression.of));
    case 'diagonal':
      return diagonalOf(of(expression.of));
    case 'function':
      return applyFunction(expression.name, of(expression.of));
    case 'slope':
      return map(numbersOrThrow(trace, expression.at, vectors), (x) => mapSlope(expression.map, x));
    case 'total':
      return scalar(sumOf(of(expression.of)));
    case 'norm':
      return scalar(normOf(of(expression.of).data));
    case 'derivative':
      if (!expression.value) throw new NotComputed(`∂${expression.of}/∂${expression.by}`);
      return of(expression.value);
    case 'contraction':
      return of(expression.value);
    default:
      return exhausted(expression);
  }
}

/** The numbers of a quantity as they are shown: with row vectors, transposed. */
export function shownNumbers(trace: Trace, id: string, vectors: Vectors): Matrix | null {
  const numbers = numbersOf(trace, id);
  return numbers && shownMatrix({ vectors }, numbers);
}

function numbersOrThrow(trace: Trace, id: string, vectors: Vectors): Matrix {
  const numbers = shownNumbers(trace, id, vectors);
  if (!numbers) throw new NotComputed(id);
  return numbers;
}

function fold(values: readonly Matrix[], f: (a: number, b: number) => number): Matrix {
  if (values.length === 0) throw new NotComputed('a sum whose terms are not recorded');
  return values.reduce((left, right) => zip(left, right, f));
}

/** With 0 · log 0 = 0, the limit that cross-entropy means. */
function productOfEntries(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

function applyFunction(name: FunctionName, of: Matrix): Matrix {
  switch (name) {
    case 'softmax': {
      const largest = of.data.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
      const exps = map(of, (x) => exp(x - largest));
      const total = sumOf(exps);
      return map(exps, (x) => x / total);
    }
    case 'log':
      return map(of, log);
    case 'sqrt':
      return map(of, Math.sqrt);
    case 'square':
      return map(of, (x) => x * x);
    default:
      return map(of, (x) => mapValue(name, x));
  }
}
