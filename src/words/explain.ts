// What a selected thing is, in words: its name, its meaning, its shape, its rule, its value, where it comes from.

import { formatNumber } from '#base/format.ts';
import { quantityOf } from '#model/model.ts';
import { type Notation, standard } from '#model/notation.ts';
import { parseQuantityId, type QuantityMeaning } from '#model/parse-quantity-id.ts';
import { type QuantityId, valueId } from '#model/quantity-id.ts';
import { numbersOf } from '#trace/numbers-of.ts';
import type { Trace } from '#trace/trace.ts';
import { shareUsed, shareUsedByParameter } from '#trace/used-gradient.ts';
import { isMessageId, type MessageId } from './messages.ts';
import { nameOf, placeOf, roleOf } from './names.ts';
import { originOf, ruleOf } from './origin.ts';
import { createSpeaker, type Speaker } from './speaker.ts';
import type { Translate } from './translate.ts';

export interface Explanation {
  readonly name: string;
  /** One sentence: what it means. */
  readonly what: string;
  /** “vector of 3 numbers”; empty for something not computed. */
  readonly shape: string;
  /** How it is computed, `h = tanh(a)`, `∂L/∂a₂ · h₁ᵀ`; empty where there is nothing to say. */
  readonly rule: string;
  /** The number, or the first few; empty where it is not computed. */
  readonly value: string;
  /** What it was computed from and what uses it; empty where there is nothing to say. */
  readonly origin: string;
  /** Of a gradient in a truncated run: what the update uses of it; empty elsewhere. */
  readonly use: string;
}

/** For every id of the model, and each of its entries; text that is no id is named as it stands. */
export function explain(
  id: QuantityId,
  trace: Trace,
  translate: Translate,
  notation: Notation = standard,
): Explanation {
  const speaker = createSpeaker(trace, translate, notation);
  const parsed = parseQuantityId(trace.model, id);
  const name = nameOf(speaker, id);
  if (!parsed) return { name, what: '', shape: '', rule: '', value: '', origin: '', use: '' };
  const { meaning } = parsed;
  return {
    name,
    what: whatIs(speaker, meaning),
    shape: shapeOf(speaker, id),
    rule: ruleOf(speaker, meaning, { model: trace.model, notation }),
    value: valueText(speaker, id),
    origin: originOf(speaker, meaning),
    use: usedText(speaker, meaning),
  };
}

const whatIds: Readonly<
  Record<Exclude<QuantityMeaning['kind'], 'value' | 'parameter' | 'optimizer'>, MessageId>
> = {
  target: 'what.target',
  gradient: 'what.gradient',
  local: 'what.local',
  carried: 'what.carried',
  jacobian: 'what.jacobian',
  contribution: 'what.contribution',
  'parameter gradient': 'what.parameterGradient',
  updated: 'what.updated',
  loss: 'what.loss',
  'total loss': 'what.totalLoss',
  'loss after': 'what.lossAfter',
  norm: 'what.norm',
  batch: 'what.batch',
  clipped: 'what.clipped',
  truncated: 'what.truncated',
  path: 'what.path',
  chain: 'what.chain',
};

function whatIs(speaker: Speaker, meaning: QuantityMeaning): string {
  const { say, trace } = speaker;
  if (meaning.kind === 'parameter') return say(`what.parameter.${placeOf(speaker, meaning.name)}`);
  if (meaning.kind === 'optimizer') return say(`what.optimizer.${roleOf(speaker, meaning)}`);
  if (meaning.kind === 'value') {
    if (meaning.step === 0) return say('what.initial');
    const own = `what.quantity.${meaning.name}`;
    if (isMessageId(own)) return say(own);
    return say(`what.role.${quantityOf(trace.model, meaning.name).role}`);
  }
  const symbol =
    'name' in meaning && 'step' in meaning && meaning.kind !== 'contribution'
      ? speaker.symbol(valueId(meaning.name, meaning.step))
      : 'name' in meaning
        ? meaning.name
        : '';
  const jacobian = meaning.kind === 'jacobian';
  return say(whatIds[meaning.kind], {
    symbol,
    to: jacobian ? speaker.symbol(valueId(meaning.to, meaning.step)) : '',
    from: jacobian ? speaker.symbol(valueId(meaning.from, meaning.fromStep)) : '',
    step: 'step' in meaning ? String(meaning.step) : '',
    lossStep: 'lossStep' in meaning ? String(meaning.lossStep) : '',
  });
}

/** These numbers are those of the whole loss: how much of them the update uses. */
function usedText({ trace, say }: Speaker, meaning: QuantityMeaning): string {
  if (trace.experiment.training.truncation === null) return '';
  if (meaning.kind === 'parameter gradient') return say('use.parameterGradient');
  const isHead = 'name' in meaning && meaning.name === 'logits';
  if (isHead || !('step' in meaning) || typeof meaning.step !== 'number') return '';
  if (meaning.kind === 'contribution') {
    return say(`use.${shareUsedByParameter(trace, meaning.name, meaning.step)}`);
  }
  const isGradient = meaning.kind === 'gradient' || meaning.kind === 'carried';
  return isGradient ? say(`use.${shareUsed(trace, meaning.step)}`) : '';
}

function shapeOf(speaker: Speaker, id: QuantityId): string {
  const numbers = numbersOf(speaker.trace, id);
  if (!numbers) return '';
  const { rows, columns } = numbers;
  if (rows === 1 && columns === 1) return speaker.say('shape.scalar');
  if (columns === 1) return speaker.say('shape.vector', { rows });
  return speaker.say('shape.matrix', { rows, columns });
}

/** The first numbers, at most this many. */
const SHOWN = 4;

function valueText(speaker: Speaker, id: QuantityId): string {
  const data = Array.from(numbersOf(speaker.trace, id)?.data ?? []);
  const first = data.slice(0, SHOWN).map((value) => formatNumber(value));
  return data.length > SHOWN ? `${first.join(', ')}, …` : first.join(', ');
}
