// Where a selected thing comes from: its rule, what it was computed from, what uses it.

import { headText } from '#expression/pseudocode/algorithm.ts';
import { type Letters, letter, outerProduct, ruleText } from '#expression/pseudocode/pseudocode.ts';
import { edgesFrom, type ParameterShape, parameterOf } from '#model/model.ts';
import type { QuantityMeaning } from '#model/parse-quantity-id.ts';
import {
  carriedId,
  contributionId,
  gradientId,
  localId,
  lossId,
  type QuantityId,
  stepBefore,
  targetId,
  totalLossId,
  valueId,
} from '#model/quantity-id.ts';
import { listed, type Speaker } from './speaker.ts';

/** `a = W_xh·x + W_hh·h₋`, `∂L/∂a₂·h₁ᵀ`; empty where there is no short rule. */
export function ruleOf(speaker: Speaker, meaning: QuantityMeaning, letters: Letters): string {
  const { model } = letters;
  const { symbol } = speaker;
  if (meaning.kind === 'value' && meaning.step !== 0) {
    const { name } = meaning;
    if (name === 'x') return '';
    const isHead = name === 'prediction';
    const rule = isHead ? headText(letters, letter(letters, 'logits')) : ruleText(letters, name);
    return `${letter(letters, name)} = ${rule}`;
  }
  if (meaning.kind === 'contribution') {
    const { owner, source } = parameterOf(model, meaning.name);
    const gradient = symbol(gradientId(owner, meaning.step));
    return source
      ? outerProduct(letters, gradient, symbol(sourceOf({ source }, meaning.step)))
      : gradient;
  }
  if (meaning.kind === 'parameter gradient')
    return `∑ₜ ${symbol(contributionId(meaning.name, 't'))}`;
  return '';
}

function sourceOf(
  { source }: Required<Pick<ParameterShape, 'source'>>,
  step: number | string,
): QuantityId {
  return valueId(source.quantity, source.at === 'now' ? step : stepBefore(step));
}

/** “From x₂ and h₁. Used by h₂ and a₃.” Empty where there is nothing to say. */
export function originOf(speaker: Speaker, meaning: QuantityMeaning): string {
  const { trace, say, symbol } = speaker;
  const named = (ids: readonly QuantityId[]): string => listed(say, [...new Set(ids)].map(symbol));
  if (meaning.kind === 'parameter') {
    const isOutput = parameterOf(trace.model, meaning.name).owner === 'logits';
    return say('origin.sharedBy', { steps: isOutput ? trace.lossSteps.length : trace.steps });
  }
  const [from, users] = [sourcesOf(speaker, meaning), usersOf(speaker, meaning)];
  return [
    from.length > 0 ? say('origin.from', { sources: named(from) }) : '',
    users.length > 0 ? say('origin.usedBy', { users: named(users) }) : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function sourcesOf({ trace }: Speaker, meaning: QuantityMeaning): readonly QuantityId[] {
  switch (meaning.kind) {
    case 'value':
      if (meaning.name === 'prediction') return [valueId('logits', meaning.step)];
      return trace.model.edges
        .filter((edge) => edge.to === meaning.name && meaning.step !== 0)
        .map((edge) => sourceOf({ source: edge.from }, meaning.step));
    case 'gradient':
      return typeof meaning.step === 'number'
        ? gradientSources(trace, meaning.name, meaning.step)
        : [];
    case 'contribution': {
      const { owner, source } = parameterOf(trace.model, meaning.name);
      const gradient = gradientId(owner, meaning.step);
      return source ? [gradient, sourceOf({ source }, meaning.step)] : [gradient];
    }
    case 'loss':
      return [valueId('prediction', meaning.step)];
    case 'total loss':
      return trace.lossSteps.length <= MOST_LISTED ? trace.lossSteps.map(lossId) : [];
    default:
      return [];
  }
}

/** More names than these are no answer. */
const MOST_LISTED = 6;

function gradientSources(
  { model, lossSteps, steps }: Speaker['trace'],
  name: string,
  t: number,
): readonly QuantityId[] {
  if (name === 'logits') return [valueId('prediction', t), targetId(t)];
  const isOutput = name === model.cell.output && lossSteps.includes(t);
  const isCarried = model.cell.states.includes(name) && t < steps;
  const users = edgesFrom(model, name, 'now').filter((edge) => edge.to !== 'logits');
  return [
    ...(isOutput ? [localId(t)] : []),
    ...users.map((edge) => gradientId(edge.to, t)),
    ...(isCarried ? [carriedId(name, t)] : []),
  ];
}

function usersOf({ trace }: Speaker, meaning: QuantityMeaning): readonly QuantityId[] {
  if (meaning.kind === 'loss') return [totalLossId];
  if (meaning.kind !== 'value' || typeof meaning.step !== 'number') return [];
  const { name, step } = meaning;
  if (name === 'prediction') return [lossId(step)];
  if (name === 'logits') return [valueId('prediction', step)];
  const now = edgesFrom(trace.model, name, 'now').map((edge) => valueId(edge.to, step));
  const later = edgesFrom(trace.model, name, 'before').map((edge) => valueId(edge.to, step + 1));
  const hasLoss = trace.lossSteps.includes(step);
  return [...now, ...(step < trace.steps ? later : [])].filter(
    (id) => hasLoss || !id.startsWith('logits@'),
  );
}
