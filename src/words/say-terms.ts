// What the terms of a quantity say, read from the declaration: “what the input x₂ says”, “as much of c₁ as f₂ lets
// through”; and what a gate decides: “how much of c₁ enters c₂”.

import { mapText } from '#expression/pseudocode/pseudocode.ts';
import type { Factor, ProductTerm, Source, Term } from '#model/declaration.ts';
import { edgesFrom, quantityOf, roleOf } from '#model/model.ts';
import { type StepMark, stepBefore, valueId } from '#model/quantity-id.ts';
import { listed, type Speaker } from './speaker.ts';

/** The symbol of a source as a step reads it: h₁ at t = 2 where it is h₋. */
export function sourceSymbol(speaker: Speaker, { quantity, at }: Source, t: StepMark): string {
  return speaker.symbol(valueId(quantity, at === 'now' ? t : stepBefore(t)));
}

/** Each term of a quantity in words, but for its bias. */
export function termPhrases(
  speaker: Speaker,
  terms: readonly Term[],
  t: StepMark,
): readonly string[] {
  return terms.flatMap((term) => {
    if (term.kind === 'bias') return [];
    return [
      term.kind === 'matrix'
        ? matrixPhrase(speaker, term.source, t)
        : productPhrase(speaker, term, t),
    ];
  });
}

function matrixPhrase(speaker: Speaker, source: Source, t: StepMark): string {
  const symbol = sourceSymbol(speaker, source, t);
  if (source.at === 'before') return speaker.say('say.term.memory', { symbol });
  const isInput = roleOf(speaker.trace.model, source.quantity) === 'input';
  return speaker.say(isInput ? 'say.term.input' : 'say.term.other', { symbol });
}

function productPhrase(speaker: Speaker, { factors }: ProductTerm, t: StepMark): string {
  const gates = factors.filter((factor) => isGate(speaker, factor));
  const others = factors.filter((factor) => !gates.includes(factor));
  const [map, ...further] = new Set(gates.map((gate) => gate.map));
  if (map === undefined || further.length > 0 || others.length === 0) {
    return factorsText(speaker, factors, t);
  }
  return speaker.say(map === 'identity' ? 'say.term.gated' : 'say.term.left', {
    of: factorsText(speaker, others, t),
    gates: listed(
      speaker.say,
      gates.map(({ source }) => sourceSymbol(speaker, source, t)),
    ),
    count: gates.length,
  });
}

/** Does the factor scale the others of its term: a gate, or the rest of one? */
function isGate({ trace }: Speaker, { source, map }: Factor): boolean {
  const isPlain = map === 'identity' || map === 'complement';
  return isPlain && source.at === 'now' && roleOf(trace.model, source.quantity) === 'gate';
}

/** `(1 − z₂) ⊙ n₂` */
export function factorsText(speaker: Speaker, factors: readonly Factor[], t: StepMark): string {
  return factors
    .map(({ map, source }) => mapText(map, sourceSymbol(speaker, source, t)))
    .join(' ⊙ ');
}

/** What a gate decides: “how much of h₁, and how little of n₂, enters h₂”; empty where it scales nothing. */
export function decidedBy(speaker: Speaker, gate: string, t: StepMark): string {
  const { model } = speaker.trace;
  const users = [...new Set(edgesFrom(model, gate, 'now').map(({ to }) => to))];
  const decided = users.flatMap((user) => {
    const terms = quantityOf(model, user).terms.filter((term) => term.kind === 'product');
    const scaled = (map: Factor['map']): readonly string[] =>
      terms.flatMap(({ factors }) => {
        const others = factors.filter((f) => f.source.quantity !== gate || f.source.at !== 'now');
        const own = factors.filter((f) => !others.includes(f));
        const isScaled = own.length === 1 && own[0]?.map === map && others.length > 0;
        return isScaled ? [factorsText(speaker, others, t)] : [];
      });
    const [more, less] = [scaled('identity'), scaled('complement')];
    if (more.length + less.length === 0) return [];
    const way = less.length === 0 ? 'more' : more.length === 0 ? 'less' : 'both';
    return [
      speaker.say('say.gate.decides', {
        way,
        more: listed(speaker.say, more),
        less: listed(speaker.say, less),
        user: speaker.symbol(valueId(user, t)),
      }),
    ];
  });
  return listed(speaker.say, decided, 'list.clauses');
}
