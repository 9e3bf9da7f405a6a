// The leaves of a printed formula: quantities as symbols or as numbers, each marked with the id it speaks of.

import type { Expression } from '#model/expression.ts';
import { parseQuantityId } from '#model/parse-quantity-id.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import { isWithheld } from '#trace/derived/numbers-of.ts';
import type { Trace } from '#trace/record/trace.ts';
import { encodeId } from './encode-id.ts';
import { shownNumbers, valueIfComputed } from './evaluate.ts';
import { type Matrix, map, scalar } from './matrix.ts';
import {
  decimalsOf,
  type Limits,
  type NumberStyle,
  numberTex,
  printNumbers,
} from './print-number.ts';
import { atom, type Level, type Printed } from './printed.ts';
import { raisedSymbolTex, type SymbolContext, symbolTex } from './symbol.ts';

export type PrintMode = 'symbols' | 'numbers';

export interface PrintContext extends SymbolContext {
  readonly trace: Trace;
  /** Wrap every factor in \htmlData{q=…}; off for TeX that is copied into a document. */
  readonly tagged: boolean;
  /** What of vectors and matrices is printed in full. */
  readonly limits: Limits;
}

/** What is printed for a whole expression, and what one unit of it is: `unit` counts from 0, or is an index letter. */
export interface Job {
  readonly context: PrintContext;
  readonly mode: PrintMode;
  readonly unit: number | string | null;
  /** The whole has one entry only, which then needs no index. */
  readonly single?: boolean;
  /** Decimals that the entries of an operand need, so that the arithmetic printed is true. */
  readonly decimals?: Matrix;
}

/** The job for operands that must show as many decimals as what they give. */
export function withDecimalsOf(expression: Expression, job: Job): Job {
  const value = valueIfComputed(expression, job.context.trace, job.context.notation.vectors);
  return value === null ? job : { ...job, decimals: map(value, decimalsOf) };
}

export function printQuantity(id: QuantityId, job: Job): Printed {
  const { context, mode, unit } = job;
  if (mode === 'symbols') {
    const index = unit === null ? [] : [typeof unit === 'number' ? unit + 1 : unit];
    const tex = symbolTex(context, id, index);
    const level: Level = tex.startsWith('\\tfrac') ? 1 : 0;
    const isSymbol = raisedSymbolTex(context, id, index, '') !== null;
    return {
      tex: tagged(context, id, tex),
      level,
      ...(isSymbol && {
        withExponent: (exponent: string) =>
          tagged(context, id, raisedSymbolTex(context, id, index, exponent) ?? tex),
      }),
    };
  }
  const numbers = shownNumbers(context.trace, id, context.notation.vectors);
  if (!numbers) return atom(tagged(context, id, isWithheld(context.trace, id) ? '{?}' : '\\cdot'));
  const decimals = job.decimals ? unitOf(job.decimals, unit) : null;
  return tagNumbers(
    context,
    id,
    printMatrix(context, unitOf(numbers, unit), styleOf(context, id), decimals),
  );
}

export function printConstant(
  expression: Extract<Expression, { kind: 'constant' }>,
  job: Job,
): Printed {
  if (expression.value === 0.5 && !expression.letter) return atom('\\tfrac{1}{2}');
  if (job.mode === 'symbols' && expression.letter) return atom(expression.letter);
  return {
    tex: numberTex(expression.value, 'entered'),
    level: expression.value < 0 ? 2 : 0,
  };
}

/** Inputs and targets print as they were entered: 1, and not 1.00. */
export function styleOf(context: PrintContext, id: QuantityId): NumberStyle {
  const meaning = parseQuantityId(context.model, id)?.meaning;
  const isEntered =
    meaning?.kind === 'target' || (meaning?.kind === 'value' && meaning.name === 'x');
  return isEntered ? 'entered' : 'computed';
}

export function unitOf(numbers: Matrix, unit: number | string | null): Matrix {
  return typeof unit === 'number' ? scalar(numbers.data[unit] ?? Number.NaN) : numbers;
}

export function printMatrix(
  { limits }: Pick<PrintContext, 'limits'>,
  numbers: Matrix,
  style: NumberStyle = 'computed',
  decimals: Matrix | null = null,
): Printed {
  return printNumbers(numbers, style, decimals, limits);
}

export function tagNumbers(context: PrintContext, id: QuantityId, printed: Printed): Printed {
  return { ...printed, tex: tagged(context, id, printed.tex) };
}

export function tagged(context: PrintContext, id: QuantityId, tex: string): string {
  if (!context.tagged) return tex;
  // A general formula speaks of no one step: its t, t + 1, t − 1 are no quantity to point at, but have a meaning.
  const isGeneral = /[@>]t(?:[+-]1)?(?:$|[[/])/.test(id);
  return `\\htmlData{${isGeneral ? 'g' : 'q'}=${encodeId(id)}}{${tex}}`;
}
