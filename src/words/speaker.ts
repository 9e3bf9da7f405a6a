// What every sentence is made with: a run, a language, and short ways to say a symbol, a number, a length.

import { formatNumber } from '#base/format.ts';
import { normOf } from '#base/norm.ts';
import { type SymbolContext, symbolText } from '#formula/symbol.ts';
import { type Notation, standard } from '#model/notation.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import { numbersOf } from '#trace/numbers-of.ts';
import type { Trace } from '#trace/trace.ts';
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
  /** h₂, ∂L/∂h₂ */
  symbol(id: QuantityId): string;
  /** The numbers of a quantity; none where the run has not computed them. */
  numbers(id: QuantityId): readonly number[];
  /** Euclidean length of a quantity, rounded for reading. */
  length(id: QuantityId): string;
}

export function createSpeaker(
  trace: Trace,
  say: Translate,
  notation: Notation = standard,
): Speaker {
  const context: SymbolContext = { model: trace.model, notation, lossCount: 1 };
  const numbers = (id: QuantityId): readonly number[] =>
    Array.from(numbersOf(trace, id)?.data ?? []);
  return {
    trace,
    say,
    symbol: (id) => symbolText(context, id),
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

/** “a”, “a and b”, “a, b and c” in the language of the catalogue. */
export function listed(say: Translate, parts: readonly string[]): string {
  const last = parts[parts.length - 1] ?? '';
  if (parts.length <= 1) return last;
  return say('list.and', { first: parts.slice(0, -1).join(', '), last });
}
