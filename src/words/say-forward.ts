// What is said while the net reads, computes and is measured against its target.

import { present } from '#base/exhaustive.ts';
import { type MapName, sourcesOfTerm, type Term } from '#model/declaration.ts';
import { mapSlope } from '#model/maps.ts';
import { quantityOf, roleOf } from '#model/model.ts';
import { lossId, totalLossId, valueId } from '#model/quantity-id.ts';
import { rowOf } from '#trace/record/trace.ts';
import { kindName } from './names.ts';
import { decidedBy, sourceSymbol, termPhrases } from './say-terms.ts';
import { listed, type Saying, type Sayings, type Speaker, saying, shown } from './speaker.ts';

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
  const { model } = speaker.trace;
  const role = roleOf(model, name);
  if (role === 'prediction') return [sayPrediction(speaker, t)];
  if (role === 'logits') return [sayScores(speaker, name, t)];
  const map = wholeMapOf(speaker, name);
  if (model.cell.states.includes(name) && map !== null && map !== 'complement') {
    return sayActivation(speaker, name, t, map);
  }
  if (role === 'pre-activation') return [sayPreActivation(speaker, name, t)];
  return [(role === 'gate' ? sayGate(speaker, name, t) : null) ?? sayParts(speaker, name, t)];
}

function sayScores(speaker: Speaker, name: string, t: number): Saying {
  const { output } = speaker.trace.model.cell;
  return saying('say.compute.logits', {
    state: kindName(speaker, output),
    source: speaker.symbol(valueId(output, t)),
    symbol: speaker.symbol(valueId(name, t)),
    count: speaker.numbers(valueId(name, t)).length,
  });
}

/** What is added up before an activation; at the first step, what of it is zero since there is no memory yet. */
function sayPreActivation(speaker: Speaker, name: string, t: number): Saying {
  const { of, terms } = quantityOf(speaker.trace.model, name);
  const sums = terms.filter(({ kind }) => kind !== 'bias');
  const empty = sums.filter((term) => isEmptyMemory(speaker, term, t));
  const rest = sums.filter((term) => !empty.includes(term));
  const whole = of === undefined ? '' : kindName(speaker, of);
  const values = { whole, symbol: speaker.symbol(valueId(name, t)) };
  if (empty.length > 0) {
    const zeros = empty.flatMap(sourcesOfTerm).map((source) => sourceSymbol(speaker, source, t));
    return saying(of === undefined ? 'say.compute.first' : 'say.compute.firstFor', {
      ...values,
      zeros: listed(speaker.say, [...new Set(zeros)]),
      zero: new Set(zeros).size,
      parts: listed(speaker.say, termPhrases(speaker, rest, t), 'list.clauses'),
      count: rest.length,
    });
  }
  return saying(of === undefined ? 'say.compute.sum' : 'say.compute.sumFor', {
    ...values,
    parts: listed(speaker.say, termPhrases(speaker, sums, t), 'list.clauses'),
    count: sums.length,
  });
}

/** Does the term read nothing but a state before the first step that is zero? */
function isEmptyMemory({ trace }: Speaker, term: Term, t: number): boolean {
  if (term.kind !== 'matrix' || term.source.at === 'now' || t > 1) return false;
  return trace.initial[term.source.quantity]?.every((value) => value === 0) ?? false;
}

/** What a gate is made of and decides; null where it scales nothing. */
function sayGate(speaker: Speaker, name: string, t: number): Saying | null {
  const decided = decidedBy(speaker, name, t);
  if (decided === '') return null;
  const numbers = speaker.numbers(valueId(name, t));
  const { terms } = quantityOf(speaker.trace.model, name);
  const sources = terms.flatMap(sourcesOfTerm).map((source) => sourceSymbol(speaker, source, t));
  return saying('say.compute.gate', {
    name: kindName(speaker, name),
    symbol: speaker.symbol(valueId(name, t)),
    sources: listed(speaker.say, [...new Set(sources)]),
    decided,
    open: wholeMapOf(speaker, name) === 'sigmoid' ? 'yes' : 'no',
    mean: shown(numbers.reduce((sum, value) => sum + value, 0) / numbers.length),
  });
}

/** Any other quantity: its terms, one behind the other. */
function sayParts(speaker: Speaker, name: string, t: number): Saying {
  const { terms, role } = quantityOf(speaker.trace.model, name);
  const phrases = termPhrases(speaker, terms, t);
  const values = {
    name: kindName(speaker, name),
    symbol: speaker.symbol(valueId(name, t)),
    parts: listed(speaker.say, phrases, 'list.clauses'),
    count: phrases.length,
    map: wholeMapOf(speaker, name) ?? 'none',
  };
  return saying(role === 'candidate' ? 'say.compute.candidate' : 'say.compute.parts', values);
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

function sayActivation(
  speaker: Speaker,
  name: string,
  t: number,
  map: Exclude<MapName, 'complement'>,
): Sayings {
  const source = present(
    quantityOf(speaker.trace.model, name).terms.flatMap(sourcesOfTerm)[0],
    'source',
  );
  const before = speaker.numbers(valueId(source.quantity, source.at === 'now' ? t : t - 1));
  const values = {
    source: sourceSymbol(speaker, source, t),
    symbol: speaker.symbol(valueId(name, t)),
    on: before.filter((a) => a > 0).length,
    count: before.length,
  };
  const sentence = saying(`say.activation.${map}`, values);
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
  const symbol = speaker.letter('loss');
  if (lossSteps.length === 1) {
    return [saying('say.totalLoss.one', { symbol, loss, t: lossSteps[0] ?? 0 })];
  }
  const id =
    model.specification.lossReduction === 'mean' ? 'say.totalLoss.mean' : 'say.totalLoss.sum';
  const shownSteps = lossSteps.length <= 4 ? lossSteps.map(String) : [];
  return [
    saying(id, { symbol, loss, count: lossSteps.length, steps: listed(speaker.say, shownSteps) }),
  ];
}
