// What is said while the net reads, computes and is measured against its target.

import { present } from '#base/exhaustive.ts';
import type { MapName } from '#model/declaration.ts';
import { mapSlope } from '#model/maps.ts';
import { quantityOf } from '#model/model.ts';
import { lossId, totalLossId, valueId } from '#model/quantity-id.ts';
import { rowOf } from '#trace/trace.ts';
import { isMessageId } from './messages.ts';
import { kindName } from './names.ts';
import { listed, type Saying, type Sayings, type Speaker, saying, shown } from './speaker.ts';
import type { MessageValues } from './translate.ts';

export function sayRead({ trace, symbol }: Speaker, t: number): Sayings {
  const sequence = present(trace.experiment.data.sequences[trace.sequence - 1], 'sequence');
  const token = sequence.tokens?.[t - 1];
  const x = symbol(valueId('x', t));
  if (token === undefined) {
    return [saying('say.read.numbers', { x, count: trace.model.specification.inputSize })];
  }
  const place = (trace.experiment.data.vocabulary ?? []).indexOf(token) + 1;
  return [saying('say.read.token', { token, x, place })];
}

export function sayCompute(speaker: Speaker, name: string, t: number): Sayings {
  if (name === 'prediction') return [sayPrediction(speaker, t)];
  const { trace, symbol } = speaker;
  const quantity = quantityOf(trace.model, name);
  const values = valuesOf(speaker, name, t);
  if (name === 'logits') return [saying('say.compute.logits', values)];
  const own = `say.compute.${trace.model.cell.id}.${name}`;
  if (isMessageId(own)) return [saying(own, values)];
  if (quantity.role === 'pre-activation') {
    return [sayPreActivation(speaker, name, t, values)];
  }
  const map = wholeMapOf(speaker, name);
  if (quantity.role === 'hidden state' && map) return sayActivation(speaker, name, t, map);
  const byRole = `say.compute.${quantity.role}`;
  return [
    saying(isMessageId(byRole) ? byRole : 'say.compute', {
      ...values,
      symbol: symbol(valueId(name, t)),
    }),
  ];
}

function valuesOf(speaker: Speaker, name: string, t: number): MessageValues {
  const { trace, symbol } = speaker;
  const { output } = trace.model.cell;
  const numbers = speaker.numbers(valueId(name, t));
  return {
    name: kindName(speaker, name),
    symbol: symbol(valueId(name, t)),
    x: symbol(valueId('x', t)),
    state: symbol(valueId(output, t)),
    before: symbol(valueId(output, t - 1)),
    count: numbers.length,
    mean: shown(numbers.reduce((sum, value) => sum + value, 0) / numbers.length),
  };
}

/** What is added up before an activation; in a gated cell, for which gate. */
function sayPreActivation(
  speaker: Speaker,
  name: string,
  t: number,
  values: MessageValues,
): Saying {
  const isFirst = t === 1 && startsFromZero(speaker);
  const gate = name.split('_')[1];
  if (gate !== undefined && speaker.trace.model.quantities.some((q) => q.name === gate)) {
    const id = isFirst ? 'say.compute.pre-activation.gateFirst' : 'say.compute.pre-activation.gate';
    return saying(id, { ...values, gate: kindName(speaker, gate) });
  }
  const id = isFirst ? 'say.compute.pre-activation.first' : 'say.compute.pre-activation';
  return saying(id, values);
}

function startsFromZero({ trace }: Speaker): boolean {
  return Object.values(trace.initial).every((state) => state.every((value) => value === 0));
}

/** The map f where a quantity is f(one other quantity); null otherwise. */
export function wholeMapOf({ trace }: Speaker, name: string): MapName | null {
  const { terms } = quantityOf(trace.model, name);
  const [term] = terms;
  if (terms.length !== 1 || term?.kind !== 'product' || term.factors.length !== 1) return null;
  return term.factors[0]?.map ?? null;
}

/** Below this slope a unit counts as nearly saturated. */
export const SATURATED = 0.36;

function sayActivation(speaker: Speaker, name: string, t: number, map: MapName): Sayings {
  const term = quantityOf(speaker.trace.model, name).terms[0];
  const source = term?.kind === 'product' ? (term.factors[0]?.source.quantity ?? '') : '';
  const before = speaker.numbers(valueId(source, t));
  const values = {
    ...valuesOf(speaker, name, t),
    source: speaker.symbol(valueId(source, t)),
    on: before.filter((a) => a > 0).length,
  };
  const main = `say.activation.${map}`;
  const sentence = saying(isMessageId(main) ? main : 'say.compute', values);
  return [sentence, map === 'tanh' ? saturation(speaker, before, name, t) : null];
}

function saturation(
  speaker: Speaker,
  before: readonly number[],
  name: string,
  t: number,
): Saying | null {
  const slopes = before.map((a) => mapSlope('tanh', a));
  const least = Math.min(...slopes);
  if (!(least < SATURATED)) return null;
  const unit = slopes.indexOf(least);
  const value = speaker.numbers(valueId(name, t))[unit];
  return saying('say.saturated.forward', { unit: unit + 1, value: shown(value) });
}

/** The class a sequence's target names at a step, and what the net gave it. */
export function aimedAt(
  speaker: Speaker,
  t: number,
): { readonly label: string; readonly p: number } {
  const { trace } = speaker;
  const target = rowOf(trace.targets, t, trace.model.specification.outputSize);
  const prediction = speaker.numbers(valueId('prediction', t));
  const { labels, vocabulary } = trace.experiment.data;
  if (trace.model.specification.head === 'sigmoid') {
    const y = target[0] ?? 0;
    const p = prediction[0] ?? Number.NaN;
    return { label: labels?.[y] ?? String(y), p: y === 1 ? p : 1 - p };
  }
  const index = Array.from(target).indexOf(1);
  const names = labels ?? (vocabulary?.length === target.length ? vocabulary : undefined);
  return { label: names?.[index] ?? String(index + 1), p: prediction[index] ?? Number.NaN };
}

function sayPrediction(speaker: Speaker, t: number): Saying {
  const { trace } = speaker;
  const { head, outputSize } = trace.model.specification;
  const prediction = speaker.numbers(valueId('prediction', t));
  const symbol = speaker.symbol(valueId('prediction', t));
  const largest = Math.max(...prediction);
  const place = prediction.indexOf(largest);
  const { labels, vocabulary } = trace.experiment.data;
  const names = labels ?? (vocabulary?.length === outputSize ? vocabulary : undefined);
  const values = { symbol, p: shown(prediction[0]), count: outputSize, largest: shown(largest) };
  if (head === 'linear') return saying('say.prediction.linear', values);
  if (head === 'softmax') {
    return saying('say.prediction.softmax', { ...values, label: names?.[place] ?? place + 1 });
  }
  return outputSize === 1
    ? saying('say.prediction.sigmoid', { ...values, label: labels?.[1] ?? '1' })
    : saying('say.prediction.sigmoids', values);
}

export function sayLoss(speaker: Speaker, t: number): Sayings {
  const { head, outputSize } = speaker.trace.model.specification;
  const loss = `${speaker.symbol(lossId(t))} = ${shown(speaker.numbers(lossId(t))[0])}`;
  if (head === 'linear') return [saying('say.loss.linear', { loss })];
  if (head === 'sigmoid' && outputSize > 1) return [saying('say.loss.sigmoids', { loss })];
  const { label, p } = aimedAt(speaker, t);
  return [saying('say.loss.class', { loss, label, p: shown(p) })];
}

export function sayTotalLoss(speaker: Speaker): Sayings {
  const { lossSteps, model } = speaker.trace;
  const loss = shown(speaker.numbers(totalLossId)[0]);
  if (lossSteps.length === 1) {
    return [saying('say.totalLoss.one', { loss, t: lossSteps[0] ?? 0 })];
  }
  const id =
    model.specification.lossReduction === 'mean' ? 'say.totalLoss.mean' : 'say.totalLoss.sum';
  const shownSteps = lossSteps.length <= 4 ? lossSteps.map(String) : [];
  return [saying(id, { loss, count: lossSteps.length, steps: listed(speaker.say, shownSteps) })];
}
