// The usual sequence of lines: a rule in symbols, worked out in symbols, with the numbers in, the result.

import { type Expression, quantity } from '#model/expression.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import type { EquationDraft } from './derivation.ts';

export interface Working {
  /** The chain rule, where there is one; then `symbols` continues it. */
  readonly chain?: Expression;
  readonly symbols: Expression;
  /** Where the numbers are not those of `symbols` as it stands: its expansion. */
  readonly numbers?: Expression;
  /** What stands at the left, where it is not the subject itself. */
  readonly left?: Expression;
  /** The result, where it is not the subject itself. */
  readonly result?: Expression;
}

/** `subject = chain = symbols = numbers = result`, one line each. */
export function worked(subject: QuantityId, working: Working): readonly EquationDraft[] {
  const { symbols } = working;
  const chain = isSame(working.chain, symbols) ? undefined : working.chain;
  const left = working.left ?? quantity(subject);
  const numbers = working.numbers ?? symbols;
  const result = working.result ?? quantity(subject);
  const first: EquationDraft = chain
    ? { role: 'chain rule', subject, left, right: chain, mode: 'symbols' }
    : { role: 'definition', subject, left, right: symbols, mode: 'symbols' };
  const lines: EquationDraft[] = [first];
  if (chain) lines.push({ role: 'symbols', subject, left: null, right: symbols, mode: 'symbols' });
  // A sum of one term, or a quantity carried over as it is, has no arithmetic to show.
  if (numbers.kind !== 'quantity') {
    lines.push({ role: 'numbers', subject, left: null, right: numbers, mode: 'numbers' });
  }
  lines.push({ role: 'result', subject, left: null, right: result, mode: 'numbers' });
  return lines;
}

function isSame(left: Expression | undefined, right: Expression): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
