// What a selected thing is, in words: its name, its meaning, its shape, its rule, its value, where it comes from.

import { formatNumber } from '#base/format.ts';
import type { Writing } from '#expression/symbol.ts';
import { parameterOf, placeOfParameter, roleOf } from '#model/model.ts';
import { parseQuantityId, type QuantityMeaning } from '#model/parse-quantity-id.ts';
import { parameterId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { shownShape } from '#model/shown-matrix.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import { shareUsed, shareUsedByParameter } from '#trace/derived/used-gradient.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { MessageId } from './messages.ts';
import { kindName, nameOf, updateRoleOf } from './names.ts';
import { originOf, ruleOf } from './origin.ts';
import { wholeMapOf } from './say-forward.ts';
import { decidedBy, sourceSymbol } from './say-terms.ts';
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
  writing: Writing,
): Explanation {
  const speaker = createSpeaker(trace, translate, writing);
  const parsed = parseQuantityId(trace.model, id);
  const name = nameOf(speaker, id);
  if (!parsed) return { name, what: '', shape: '', rule: '', value: '', origin: '', use: '' };
  const { meaning } = parsed;
  return {
    name,
    what: whatIs(speaker, meaning),
    shape: shapeOf(speaker, id),
    rule: ruleOf(speaker, meaning, { model: trace.model, ...writing }),
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
  const { say } = speaker;
  const { vectors } = speaker.writing.notation;
  if (meaning.kind === 'parameter') return whatParameter(speaker, meaning.name);
  if (meaning.kind === 'optimizer') return say(`what.optimizer.${updateRoleOf(speaker, meaning)}`);
  if (meaning.kind === 'value') {
    return meaning.step === 0 ? say('what.initial') : whatQuantity(speaker, meaning);
  }
  const symbol =
    'name' in meaning && 'step' in meaning && meaning.kind !== 'contribution'
      ? speaker.symbol(valueId(meaning.name, meaning.step))
      : 'name' in meaning
        ? speaker.symbol(parameterId(meaning.name))
        : '';
  const jacobian = meaning.kind === 'jacobian';
  return say(whatIds[meaning.kind], {
    symbol,
    to: jacobian ? speaker.symbol(valueId(meaning.to, meaning.step)) : '',
    from: jacobian ? speaker.symbol(valueId(meaning.from, meaning.fromStep)) : '',
    vectors,
    step: 'step' in meaning ? String(meaning.step) : '',
    lossStep: 'lossStep' in meaning ? String(meaning.lossStep) : '',
  });
}

/** What a parameter is for: by what it reads. */
function whatParameter(speaker: Speaker, parameter: string): string {
  const { model } = speaker.trace;
  const { source } = parameterOf(model, parameter);
  return speaker.say(`what.parameter.${placeOfParameter(model, parameter)}`, {
    state: source ? kindName(speaker, source.quantity) : '',
    source: source ? sourceSymbol(speaker, source, 't') : '',
    vectors: speaker.writing.notation.vectors,
  });
}

/** What a quantity of the net is for: by its role, and where it stands in the declaration. */
function whatQuantity(
  speaker: Speaker,
  { name, step }: Extract<QuantityMeaning, { kind: 'value' }>,
): string {
  const { model } = speaker.trace;
  const role = roleOf(model, name);
  const quantity = model.quantities.find((q) => q.name === name);
  const map = quantity === undefined ? null : wholeMapOf(speaker, name);
  const decided = role === 'gate' ? decidedBy(speaker, name, step) : '';
  if (decided !== '') {
    return speaker.say('what.gate', { decided, open: map === 'sigmoid' ? 'yes' : 'no' });
  }
  const yes = (is: boolean): string => (is ? 'yes' : 'no');
  return speaker.say(`what.role.${role}`, {
    map: map ?? 'none',
    whole: quantity?.of === undefined ? 'none' : kindName(speaker, quantity.of),
    straight: yes(quantity?.terms.every((term) => term.kind === 'product') ?? false),
    output: yes(name === model.cell.output),
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
  return speaker.say('shape.matrix', {
    ...shownShape(speaker.writing.notation, { rows, columns }),
  });
}

/** The first numbers, at most this many. */
const SHOWN = 4;

function valueText(speaker: Speaker, id: QuantityId): string {
  const data = Array.from(numbersOf(speaker.trace, id)?.data ?? []);
  const first = data.slice(0, SHOWN).map((value) => formatNumber(value));
  return data.length > SHOWN ? `${first.join(', ')}, …` : first.join(', ');
}
