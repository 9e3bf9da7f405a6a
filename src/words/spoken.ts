// Formulas in plain language, for who hears them; and the text of the notes beside them.

import { exhausted } from '#base/exhaustive.ts';
import { formatNumber } from '#base/format.ts';
import type { EquationLine, NoteLine } from '#expression/derivation.ts';
import { valueIfComputed } from '#expression/evaluate.ts';
import type { PrintContext } from '#expression/print-quantity.ts';
import type { Writing } from '#expression/symbol.ts';
import type { Expression, Structure } from '#model/expression.ts';
import { parseQuantityId } from '#model/parse-quantity-id.ts';
import { parameterId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { nameOf } from './names.ts';
import { createSpeaker, type Speaker } from './speaker.ts';
import type { Translate } from './translate.ts';

/** The text of a note line, with the letters that it speaks of. */
export function noteText(
  line: NoteLine,
  context: PrintContext,
  translate: Translate,
  writing: Writing,
): string {
  const { letter, anyParameter } = createSpeaker(context.trace, translate, writing);
  const { state } = line.values;
  return translate(`note.${line.note}`, {
    ...line.values,
    ...(typeof state === 'string' && { state: letter(state) }),
    loss: letter('loss'),
    scores: letter('logits'),
    prediction: letter('prediction'),
    target: letter('target'),
    any: anyParameter,
    usual: writing.notation.id === 'standard' ? 'yes' : 'no',
  });
}

/** A formula line as one would read it aloud. */
export function spokenLine(
  line: EquationLine,
  context: PrintContext,
  translate: Translate,
): string {
  const speaker = createSpeaker(context.trace, translate, {
    notation: context.notation,
    marked: false,
  });
  const right = spoken(line.right, { speaker, numbers: line.mode === 'numbers' });
  if (line.left === null) return translate('spoken.continued', { right });
  const left = spoken(line.left, { speaker, numbers: false });
  return translate('spoken.equals', { left, right });
}

interface Reading {
  readonly speaker: Speaker;
  readonly numbers: boolean;
}

function spoken(expression: Expression, reading: Reading): string {
  const { say } = reading.speaker;
  const of = (inner: Expression): string => spoken(inner, reading);
  switch (expression.kind) {
    case 'quantity':
      return reading.numbers
        ? spokenNumbers(expression, reading.speaker)
        : spokenName(reading.speaker, expression.id);
    case 'constant':
      return Number.isNaN(expression.value) ? '' : formatNumber(expression.value);
    case 'sum':
      // As it is printed: the terms of a long run are not gone through.
      if (expression.over === 'time' && expression.terms.length > MOST_TERMS) {
        return spokenSeries(expression.terms, of, say);
      }
      return expression.terms.map(of).reduce((left, right) => say('spoken.plus', { left, right }));
    case 'series':
      return spokenSeries(expression.terms, of, say);
    case 'difference':
      return say('spoken.minus', { left: of(expression.left), right: of(expression.right) });
    case 'negative':
      return say('spoken.negative', { of: of(expression.of) });
    case 'product':
      return spokenProduct(expression.factors.map(of), say, 'spoken.times');
    case 'elementwise':
      return spokenProduct(expression.factors.map(of), say, 'spoken.elementwise');
    case 'outer':
      return say('spoken.outer', { left: of(expression.left), right: of(expression.right) });
    case 'quotient':
      return say('spoken.over', { left: of(expression.over), right: of(expression.under) });
    default:
      return spokenStructure(expression, reading);
  }
}

/** Most terms of a sum over time that are read out one by one. */
const MOST_TERMS = 4;

function spokenSeries(
  terms: readonly Expression[],
  of: (term: Expression) => string,
  say: Translate,
): string {
  const [first] = terms;
  return say('spoken.series', { count: terms.length, of: first ? of(first) : '' });
}

function spokenProduct(
  factors: readonly string[],
  say: Translate,
  id: 'spoken.times' | 'spoken.elementwise',
): string {
  return factors.reduce((left, right) => say(id, { left, right }));
}

function spokenStructure(expression: Structure, reading: Reading): string {
  const { speaker } = reading;
  const { say } = speaker;
  const of = (inner: Expression): string => spoken(inner, reading);
  switch (expression.kind) {
    case 'transpose':
      return say('spoken.transposed', { of: of(expression.of) });
    case 'diagonal':
      return say('spoken.diagonal', { of: of(expression.of) });
    case 'minimum':
      return say('spoken.minimum', { of: expression.of.map(of).join(', ') });
    case 'maximum':
      return say('spoken.maximum', { of: expression.of.map(of).join(', ') });
    case 'derivative':
      return say('spoken.derivative', {
        of: spokenName(speaker, expression.of),
        by: spokenName(speaker, expression.by),
      });
    case 'contraction':
      return say('spoken.contraction', {
        gradient: spokenName(speaker, expression.gradient),
        of: spokenName(speaker, expression.owner),
        by: spokenName(speaker, expression.parameter),
      });
    case 'function':
      return say(`spoken.function.${expression.name}`, { of: of(expression.of) });
    case 'slope':
      return reading.numbers
        ? spokenNumbers(expression, speaker)
        : say('spoken.slope', { at: spokenName(speaker, expression.at) });
    case 'total':
      return say('spoken.total', { of: of(expression.of) });
    case 'norm':
      return say('spoken.norm', { of: of(expression.of) });
    default:
      return exhausted(expression);
  }
}

/** “gradient of L by hidden state h₂” rather than ∂L/∂h₂, which no voice reads well. */
function spokenName(speaker: Speaker, id: QuantityId): string {
  const meaning = parseQuantityId(speaker.trace.model, id)?.meaning;
  const { say } = speaker;
  switch (meaning?.kind) {
    case 'gradient':
      return say('spoken.gradient', {
        of: nameOf(speaker, valueId(meaning.name, meaning.step)),
      });
    case 'local':
      return say('spoken.local', { step: String(meaning.step) });
    case 'carried':
      return say('spoken.carried', {
        of: nameOf(speaker, valueId(meaning.name, meaning.step)),
      });
    case 'parameter gradient':
      return say('spoken.gradient', { of: nameOf(speaker, parameterId(meaning.name)) });
    case 'jacobian':
      return say('spoken.jacobian', {
        of: speaker.symbol(valueId(meaning.to, meaning.step)),
        by: speaker.symbol(valueId(meaning.from, meaning.fromStep)),
      });
    default:
      return nameOf(speaker, id);
  }
}

/** Most numbers that are read out one by one. */
const READ_OUT = 8;

function spokenNumbers(expression: Expression, speaker: Speaker): string {
  const value = valueIfComputed(expression, speaker.trace, speaker.writing.notation.vectors);
  if (!value) return '';
  const { rows, columns, data } = value;
  if (columns > 1 && rows > 1) return speaker.say('spoken.matrix', { rows, columns });
  if (data.length > READ_OUT) return speaker.say('spoken.vector', { count: data.length });
  return Array.from(data, (number) => formatNumber(number)).join(', ');
}
