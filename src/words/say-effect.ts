// What an edit has done, in numbers before and after it: the weight itself, the loss, the prediction, the gradient looked at.

import { formatNumber, formatPair } from '#base/format.ts';
import type { Writing } from '#expression/symbol.ts';
import { type ParameterShape, parameterOf } from '#model/model.ts';
import {
  parameterEntryId,
  parameterGradientId,
  parameterId,
  partId,
  totalLossId,
  truncatedGradientId,
  valueId,
} from '#model/quantity-id.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import type { Trace } from '#trace/record/trace.ts';
import { aimedAt } from './say-forward.ts';
import { createSpeaker, listed, type Speaker } from './speaker.ts';
import type { Translate } from './translate.ts';

/** One number before and after an edit. */
export interface Effect {
  readonly of: 'weight' | 'loss' | 'prediction' | 'gradient';
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What the reader looks at: an entry of a weight, and the step of the beat. */
export interface LookedAt {
  readonly weight: {
    readonly parameter: string;
    readonly row: number;
    readonly column: number;
  } | null;
  readonly step: number | null;
}

/** null: not computed, or beyond the range of float64. */
type Pair = readonly [number | null, number | null];

/** What is told of two runs, one before and one after an edit; what only one of them has is left out. */
export function effectsOf(
  before: Trace,
  after: Trace,
  { weight, step }: LookedAt,
  translate: Translate,
  writing: Writing,
): readonly Effect[] {
  const speakers = [before, after].map((trace) => createSpeaker(trace, translate, writing));
  const [earlier, later] = speakers as [Speaker, Speaker];
  const loss = (trace: Trace) => numbersOf(trace, totalLossId)?.data[0] ?? null;
  const found: readonly (readonly [Effect['of'], readonly [string, Pair] | null])[] = [
    ['weight', changedWeight(before, after, later)],
    [
      'loss',
      [translate('effect.loss', { symbol: later.letter('loss') }), [loss(before), loss(after)]],
    ],
    ['prediction', predictionPair(earlier, later, step)],
    ['gradient', weight && gradientPair(before, later, weight)],
  ];
  const ends = [before, after].map(({ progress }) => progress.complete);
  return found.flatMap(([of, one]) => {
    if (one === null) return [];
    const [name, [from, to]] = one;
    const texts = from !== null && to !== null ? formatPair(from, to) : [from, to].map(textOf);
    const [earlierText, laterText] = texts.map(
      (text, i) => text ?? (ends[i] ? translate('effect.none') : '…'),
    );
    return [{ of, name, before: earlierText ?? '', after: laterText ?? '' }];
  });
}

function textOf(value: number | null): string | null {
  return value === null ? null : formatNumber(value);
}

/** The one entry of the parameters in which the two runs differ. */
function changedWeight(
  before: Trace,
  { parameters, model }: Trace,
  speaker: Speaker,
): readonly [string, Pair] | null {
  if (parameters.length !== before.parameters.length || !sameShapes(before, speaker.trace)) {
    return null;
  }
  const at = parameters.findIndex((value, i) => value !== before.parameters[i]);
  if (at < 0 || parameters.some((value, i) => i > at && value !== before.parameters[i]))
    return null;
  const shape = model.parameters.findLast(({ offset }) => offset <= at) as ParameterShape;
  const row = Math.floor((at - shape.offset) / shape.columns) + 1;
  const column = ((at - shape.offset) % shape.columns) + 1;
  const name = speaker.symbol(parameterEntryId(shape, parameterId(shape.name), row, column));
  return [name, [before.parameters[at] ?? null, parameters[at] ?? null]];
}

function sameShapes(a: Trace, b: Trace): boolean {
  const shapes = ({ model }: Trace) => model.parameters.map((p) => [p.name, p.rows, p.columns]);
  return JSON.stringify(shapes(a)) === JSON.stringify(shapes(b));
}

/** At the step of the beat where it has a loss, else at the last one that has: what the net gives the right answer. */
function predictionPair(
  before: Speaker,
  after: Speaker,
  step: number | null,
): readonly [string, Pair] | null {
  const stepIn = ({ trace: { lossSteps } }: Speaker) =>
    step !== null && lossSteps.includes(step) ? step : (lossSteps.at(-1) ?? null);
  const [from, to] = [stepIn(before), stepIn(after)];
  const heads = [before, after].map(({ trace }) => trace.model.specification);
  const [old, now] = heads;
  if (from === null || to === null || old?.head !== now?.head) return null;
  if (now?.head === 'softmax') {
    const { label } = aimedAt(after, to);
    if (aimedAt(before, from).label !== label) return null;
    const name = after.say('effect.probability', { label, t: to });
    return [name, [finite(aimedAt(before, from).p), finite(aimedAt(after, to).p)]];
  }
  const unit = now?.outputSize === 1 ? '' : '[1]';
  const value = (speaker: Speaker, t: number) =>
    speaker.numbers(valueId('prediction', t))[0] ?? null;
  const symbol = `${after.symbol(valueId('prediction', to))}${unit}`;
  return [after.say('effect.prediction', { symbol }), [value(before, from), value(after, to)]];
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The gradient of the weight looked at, as the update uses it. */
function gradientPair(
  before: Trace,
  after: Speaker,
  { parameter, row, column }: NonNullable<LookedAt['weight']>,
): readonly [string, Pair] | null {
  const has = ({ model }: Trace) =>
    model.parameters.some((p) => p.name === parameter && row <= p.rows && column <= p.columns);
  if (!has(before) || !has(after.trace)) return null;
  const value = (trace: Trace): number | null => {
    const id = trace.experiment.training.truncation
      ? partId(truncatedGradientId, parameter)
      : parameterGradientId(parameter);
    const { columns } = parameterOf(trace.model, parameter);
    return numbersOf(trace, id)?.data[(row - 1) * columns + column - 1] ?? null;
  };
  const shape = parameterOf(after.trace.model, parameter);
  const id = parameterEntryId(shape, parameterGradientId(parameter), row, column);
  const isCut = after.trace.experiment.training.truncation !== null;
  const name = after.say(isCut ? 'effect.gradient.used' : 'effect.gradient', {
    symbol: after.symbol(id),
  });
  return [name, [value(before), value(after.trace)]];
}

/** All of it as one sentence, to be heard. */
export function sayEffects(
  kind: 'edited' | 'taken back',
  effects: readonly Effect[],
  translate: Translate,
): string {
  const parts = effects.map((effect) =>
    effect.before === effect.after
      ? translate('effect.said.same', { name: effect.name, value: effect.after })
      : translate('effect.said.change', {
          name: effect.name,
          before: effect.before,
          after: effect.after,
        }),
  );
  const list = listed(translate, parts);
  return translate(kind === 'edited' ? 'effect.said.edited' : 'effect.said.takenBack', { list });
}
