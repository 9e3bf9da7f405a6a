// The one printer: an expression in TeX, in symbols or with the numbers of a run in.

import type { Expression, FunctionName, Structure } from '#model/expression.ts';
import { shownNumbers, valueIfComputed } from './evaluate.ts';
import { functionTex, slopeTex } from './function-tex.ts';
import { isScalar, type Matrix, scalar, transposed } from './matrix.ts';
import { markedSign, withSignsMarked } from './operator-marks.ts';
import {
  type Job,
  type PrintContext,
  type PrintMode,
  printConstant,
  printMatrix,
  printQuantity,
  styleOf,
  tagged,
  tagNumbers,
  unitOf,
  withDecimalsOf,
} from './print-quantity.ts';
import { atom, call, fenced, join, joinTerms, type Printed, packed, raised } from './printed.ts';
import { raisedSymbolTex, symbolTex } from './symbol.ts';
import { sizeOfTex } from './tex-size.ts';

/** The expression in TeX for KaTeX; with `tagged`, it must be rendered with trust for \htmlData, and its signs are marked. */
export function printTex(expression: Expression, mode: PrintMode, context: PrintContext): string {
  return printExpression(expression, mode, context).tex;
}

/** The same with how tightly it holds together. */
export function printExpression(
  expression: Expression,
  mode: PrintMode,
  context: PrintContext,
): Printed {
  return answering(print(expression, { context, mode, unit: null }), context);
}

/** On the page each sign says what it means. */
function answering(printed: Printed, { tagged: isTagged }: PrintContext): Printed {
  return isTagged ? { ...printed, tex: withSignsMarked(printed.tex) } : printed;
}

/** The same, cut into rows where the sum would be wider than `limit` em: as many terms a row as it has room for. */
export function printRows(
  expression: Expression,
  mode: PrintMode,
  context: PrintContext,
  limit: number,
): readonly Printed[] {
  return rowsOf(expression, { context, mode, unit: null }, limit).map((row) =>
    answering(row, context),
  );
}

function rowsOf(expression: Expression, job: Job, limit: number): readonly Printed[] {
  const whole = print(expression, job);
  if (sizeOfTex(whole.tex).width <= limit) return [whole];
  if (expression.kind === 'difference') {
    const [left, right] = operandsOf(expression, job);
    return [left, { ...right, tex: `- ${right.tex}` }];
  }
  if (expression.kind !== 'sum') return [whole];
  return packed(termsOf(expression, job), limit);
}

/** Both sides of a difference; as numbers, 1.0044 − 1.0899 = −0.0855, where 1.00 − 1.09 would not be that. */
function operandsOf(
  expression: Extract<Expression, { kind: 'difference' }>,
  job: Job,
): readonly [Printed, Printed] {
  const { left, right } = expression;
  const areNumbers = left.kind === 'quantity' && right.kind === 'quantity';
  const precise = areNumbers ? withDecimalsOf(expression, job) : job;
  return [print(left, precise), fenced(print(right, precise), 1)];
}

function print(expression: Expression, job: Job): Printed {
  switch (expression.kind) {
    case 'quantity':
      return printQuantity(expression.id, job);
    case 'constant':
      return printConstant(expression, job);
    case 'sum':
      return joinTerms(termsOf(expression, job));
    case 'series':
      return printSeries(expression, job);
    case 'difference':
      return join(operandsOf(expression, job), ' - ', 2);
    case 'negative': {
      const of = fenced(print(expression.of, job), 1);
      return { tex: `-${of.tex}`, level: 2 };
    }
    case 'product':
      return printProduct(expression.factors, job);
    case 'elementwise':
      return printElementwise(expression.factors, job);
    case 'outer':
      return printOuter(expression, job);
    case 'quotient': {
      const over = print(expression.over, job);
      const under = print(expression.under, job);
      return atom(`\\frac{${over.tex}}{${under.tex}}`);
    }
    default:
      return printStructure(expression, job);
  }
}

function printStructure(expression: Structure, job: Job): Printed {
  switch (expression.kind) {
    case 'transpose':
      return printTransposed(expression.of, job);
    case 'diagonal':
      // Of a single unit it is the number itself.
      return isScalarFactor(expression.of, job)
        ? print(expression.of, job)
        : call('\\operatorname{diag}', [print(expression.of, job)]);
    case 'minimum':
      return call(
        '\\min',
        expression.of.map((of) => print(of, job)),
      );
    case 'maximum':
      return call(
        '\\max',
        expression.of.map((of) => print(of, job)),
      );
    case 'derivative': {
      if (job.mode === 'numbers' && expression.value) return print(expression.value, job);
      const { context } = job;
      const of = symbolTex(context, expression.of);
      return atom(`\\frac{\\partial^{+} ${of}}{\\partial ${symbolTex(context, expression.by)}}`);
    }
    case 'contraction':
      return printContraction(expression, job);
    case 'function':
      return printFunction(expression.name, expression.of, job);
    case 'slope':
      return printSlope(expression, job);
    case 'total':
      return printTotal(expression.of, job);
    case 'norm': {
      // In numbers, a norm is the one number it is.
      if (job.mode === 'numbers') {
        const value = workedOut(expression, job);
        return printMatrix(job.context, value ?? scalar(Number.NaN));
      }
      const of = print(expression.of, job);
      const tex = `\\left\\lVert ${of.tex}\\right\\rVert`;
      return atom(job.context.tagged ? markedSign('norm', tex) : tex);
    }
  }
}

function termsOf(expression: Extract<Expression, { kind: 'sum' }>, job: Job): readonly Printed[] {
  const { terms } = expression;
  const first = terms.slice(0, 2);
  const isLong = expression.over !== undefined && terms.length > 4;
  if (!isLong) return terms.map((term) => print(term, job));
  return [
    ...first.map((term) => print(term, job)),
    atom('\\cdots'),
    ...terms.slice(-1).map((term) => print(term, job)),
  ];
}

function printSeries(expression: Extract<Expression, { kind: 'series' }>, job: Job): Printed {
  if (job.mode === 'numbers') {
    return print({ kind: 'sum', terms: expression.terms, over: 'time' }, job);
  }
  const general = fenced(print(expression.general, job), 1);
  const limits = `_{${expression.below}}${expression.above === null ? '' : `^{${expression.above}}`}`;
  return { tex: `\\sum${limits} ${general.tex}`, level: 1 };
}

function printProduct(factors: readonly Expression[], job: Job): Printed {
  // In front, a minus sign needs no brackets: −a·b is (−a)·b. A sum does.
  const isSigned = (factor: Expression): boolean =>
    factor.kind === 'quantity' || factor.kind === 'constant' || factor.kind === 'negative';
  const printed = factors.map((factor, i) =>
    fenced(print(factor, job), i === 0 && isSigned(factor) ? 2 : 1),
  );
  const [first, ...rest] = factors.map((factor, i) => ({ factor, piece: printed[i] }));
  let tex = first?.piece?.tex ?? '';
  for (const { factor, piece } of rest) {
    const isNumber = job.mode === 'numbers' && /^[\d(\\]/.test(piece?.tex ?? '');
    const sign = isNumber && isScalarFactor(factor, job) ? ' \\cdot ' : '\\,';
    tex += sign + (piece?.tex ?? '');
  }
  const level = first?.piece?.level === 2 ? 2 : 1;
  return { tex, level };
}

function isScalarFactor(factor: Expression, job: Job): boolean {
  const value = workedOut(factor, job);
  return value !== null && isScalar(value);
}

function printElementwise(factors: readonly Expression[], job: Job): Printed {
  const ones = factors.filter((f) => !(f.kind === 'slope' && f.map === 'identity'));
  const all = ones.length === 0 ? factors : ones;
  if (all.length === 1 && all[0]) return print(all[0], job);
  const printed = all.map((factor) => fenced(print(factor, job), 1));
  const isUnit =
    job.unit !== null || job.single || all.every((factor) => isScalarFactor(factor, job));
  const sign = isUnit ? (job.mode === 'numbers' ? ' \\cdot ' : '\\,') : ' \\odot ';
  return join(printed, sign, 1);
}

function printOuter(expression: Extract<Expression, { kind: 'outer' }>, job: Job): Printed {
  const left = fenced(print(expression.left, job), 1);
  const right = fenced(printTransposed(expression.right, job), 1);
  const isNumber = job.mode === 'numbers' && isScalarFactor(expression.right, job);
  return join([left, right], isNumber ? ' \\cdot ' : '\\,', 1);
}

/** The numbers of a vector stand the other way round; anything else has the sign above it. */
function printTransposed(of: Expression, job: Job): Printed {
  const { context } = job;
  if (job.mode === 'numbers' && of.kind === 'quantity') {
    const numbers = shownNumbers(context.trace, of.id, context.notation.vectors);
    if (numbers && (numbers.rows === 1 || numbers.columns === 1)) {
      const turned = printMatrix(context, transposed(numbers), styleOf(context, of.id));
      return tagNumbers(context, of.id, turned);
    }
  }
  return raised(print(of, job), '\\top');
}

function workedOut(expression: Expression, { context }: Job): Matrix | null {
  return valueIfComputed(expression, context.trace, context.notation.vectors);
}

function printContraction(
  expression: Extract<Expression, { kind: 'contraction' }>,
  job: Job,
): Printed {
  if (job.mode === 'numbers') return print(expression.value, job);
  const { context } = job;
  const gradient = tagged(
    context,
    expression.gradient,
    symbolTex(context, expression.gradient, ['i']),
  );
  const of = symbolTex(context, expression.owner, ['i']);
  const by = symbolTex(context, expression.parameter);
  const tex = `\\sum_{i} ${gradient}\\,\\frac{\\partial^{+} ${of}}{\\partial ${by}}`;
  return { tex, level: 1 };
}

function printFunction(name: FunctionName, of: Expression, job: Job): Printed {
  const inner = print(of, job);
  switch (name) {
    case 'identity':
      return inner;
    case 'complement':
      return join([atom('1'), fenced(inner, 1)], ' - ', 2);
    case 'sqrt':
      return atom(`\\sqrt{${inner.tex}}`);
    case 'square':
      return raised(inner, '2');
    case 'log':
      return inner.level === 0 ? { tex: `\\log ${inner.tex}`, level: 1 } : call('\\log', [inner]);
    default:
      return call(functionTex[name], [inner]);
  }
}

/** tanh′ as 1 − h², sigmoid′ as i ⊙ (1 − i): by the value where a quantity holds it. */
function printSlope(expression: Extract<Expression, { kind: 'slope' }>, job: Job): Printed {
  const { context } = job;
  const id = expression.value ?? expression.at;
  if (job.mode === 'numbers') {
    const value = workedOut(expression, job);
    if (value) return tagNumbers(context, id, printMatrix(context, unitOf(value, job.unit)));
  }
  const at = symbolTex(context, expression.at);
  const value =
    expression.value === null
      ? null
      : {
          tex: symbolTex(context, expression.value),
          squared: raisedSymbolTex(context, expression.value, [], '2') ?? '',
        };
  const [tex, level] = slopeTex(expression, at, value);
  return { tex: tagged(context, id, tex), level };
}

/** Σ over units: with its index in symbols, unit by unit in numbers; of a single unit, that unit. */
function printTotal(of: Expression, job: Job): Printed {
  const { model } = job.context;
  // Only losses are totals; at a general t they have no value, but the size of the output.
  const size = workedOut(of, job)?.data.length ?? model.specification.outputSize;
  const unit = (index: number | string): Printed => print(of, { ...job, unit: index });
  const single: Job = { ...job, single: true };
  if (size === 1) return print(of, job.mode === 'numbers' ? { ...job, unit: 0 } : single);
  if (job.mode === 'symbols') {
    const general = unit('k');
    const body = general.level === 2 ? `\\left[${general.tex}\\right]` : general.tex;
    return { tex: `\\sum_{k} ${body}`, level: 1 };
  }
  if (size <= 4) return joinTerms(Array.from({ length: size }, (_, i) => unit(i)));
  return joinTerms([unit(0), unit(1), atom('\\cdots'), unit(size - 1)]);
}
