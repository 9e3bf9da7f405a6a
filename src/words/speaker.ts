// What every sentence is made with: a run, a language, and short ways to say a symbol, a number, a length.

import { formatNumber } from '#base/format.ts';
import { normOf } from '#base/norm.ts';
import { scriptOf, type Writing, writtenSymbol } from '#expression/symbol.ts';
import { anyParameterSign, signOf } from '#model/notation.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { MessageId } from './messages.ts';
import type { MessageValues, Translate } from './translate.ts';

/** A message before it is said. */
export interface Saying {
  readonly id: MessageId;
  readonly values?: MessageValues;
}

/** A sentence and, where there is one, a remark to it. */
export type Sayings = readonly [Saying, (Saying | null)?];

export interface Speaker {
  readonly trace: Trace;
  readonly say: Translate;
  readonly writing: Writing;
  /** h₂, ∂L/∂h₂ */
  symbol(id: QuantityId): string;
  /** The letter of a quantity, of `target` or `loss`, without a step: h, L. */
  letter(quantity: string): string;
  /** W: any of the parameters. */
  readonly anyParameter: string;
  /** The numbers of a quantity; none where the run has not computed them. */
  numbers(id: QuantityId): readonly number[];
  /** Euclidean length of a quantity, rounded for reading. */
  length(id: QuantityId): string;
}

export function createSpeaker(trace: Trace, say: Translate, writing: Writing): Speaker {
  const { notation } = writing;
  const script = scriptOf(writing);
  const context = { model: trace.model, lossCount: 1 };
  const numbers = (id: QuantityId): readonly number[] =>
    Array.from(numbersOf(trace, id)?.data ?? []);
  return {
    trace,
    say,
    writing,
    symbol: (id) => writtenSymbol(writing, context, id),
    letter: (quantity) => script.sign(signOf(notation, quantity)),
    anyParameter: script.sign(anyParameterSign(notation)),
    numbers,
    length: (id) => shown(normOf(numbers(id))),
  };
}

export function saying(id: MessageId, values: MessageValues = {}): Saying {
  return { id, values };
}

/** A number as the screen shows it; a dash for one that is not there. */
export function shown(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '–' : formatNumber(value);
}

/** “a”, “a and b”, “a, b and c” in the language of the catalogue; `as`: the message that adds the last one. */
export function listed(
  say: Translate,
  parts: readonly string[],
  as: MessageId = 'list.and',
): string {
  const last = parts[parts.length - 1] ?? '';
  if (parts.length <= 1) return last;
  return say(as, { first: parts.slice(0, -1).join(', '), last });
}
