// What the signs and letters of the formulas mean: said where they are pointed at, and listed in the help, from one
// definition each.

import { type SignKey, signKeys } from '#expression/operator-marks.ts';
import type { Writing } from '#expression/symbol.ts';
import {
  carriedId,
  contributionId,
  gradientId,
  jacobianId,
  lossId,
  parameterId,
  type QuantityId,
  targetId,
  totalLossId,
  valueId,
} from '#model/quantity-id.ts';
import type { Trace } from '#trace/record/trace.ts';
import { explain } from './explain.ts';
import { createSpeaker } from './speaker.ts';
import type { Translate } from './translate.ts';

export interface Meaning {
  /** As it is written: ⊙, hₜ. */
  readonly sign: string;
  readonly name: string;
  /** One or two sentences. */
  readonly what: string;
}

const written: Readonly<Record<SignKey, string>> = {
  immediate: '∂⁺',
  transpose: '⊤',
  elementwise: '⊙',
  sum: '∑',
  tanh: 'tanh',
  sigmoid: 'σ',
  relu: 'relu',
  softmax: 'softmax',
  log: 'log',
  diagonal: 'diag',
  minimum: 'min',
  maximum: 'max',
  indicator: '𝟏[ ]',
  norm: '‖ ‖',
};

export function signMeaning(key: SignKey, say: Translate): Meaning {
  return { sign: written[key], name: say(`sign.${key}`), what: say(`sign.${key}.what`) };
}

export function signMeanings(say: Translate): readonly Meaning[] {
  return signKeys.map((key) => signMeaning(key, say));
}

/** Of a quantity at a general step (`h@t`), and of any other. */
export function letterMeaning(
  id: QuantityId,
  trace: Trace,
  say: Translate,
  writing: Writing,
): Meaning {
  const { name, what } = explain(id, trace, say, writing);
  const sign = createSpeaker(trace, say, writing).symbol(id);
  const kind = name.replace(sign, '').trim();
  const [, side] = /^[^@/]+@t([+-])1$/.exec(id) ?? [];
  if (side === undefined) return { sign, name: kind, what };
  return {
    sign,
    name: say('sign.neighbour', { kind, side: side === '+' ? 'later' : 'before' }),
    what,
  };
}

/** The letters that this net is written with, at a general step t. */
export function letterMeanings(trace: Trace, say: Translate, writing: Writing): readonly Meaning[] {
  const { model } = trace;
  const { output } = model.cell;
  const [weight] = model.parameters.filter(({ source }) => source?.at === 'before');
  const ids = [
    valueId('x', 't'),
    ...model.quantities.map(({ name }) => valueId(name, 't')),
    valueId('prediction', 't'),
    targetId('t'),
    lossId('t'),
    totalLossId,
    ...model.parameters.map(({ name }) => parameterId(name)),
    gradientId(output, 't'),
    carriedId(output, 't'),
    jacobianId(output, 't', output),
    ...(weight ? [contributionId(weight.name, 't')] : []),
  ];
  return [...new Set(ids)].map((id) => letterMeaning(id, trace, say, writing));
}
