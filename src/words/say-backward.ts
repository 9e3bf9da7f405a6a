// What is said while the error travels back through time.

import { normOf } from '#base/norm.ts';
import { type Edge, edgesFrom, type Model, quantityOf, roleOf } from '#model/model.ts';
import {
  carriedId,
  gradientId,
  localId,
  lossId,
  parameterId,
  type QuantityId,
  targetId,
  valueId,
} from '#model/quantity-id.ts';
import { edgeSlope } from '#trace/derived/local-derivative.ts';
import { isMessageId } from './messages.ts';
import { kindName } from './names.ts';
import { aimedAt, SATURATED, wholeMapOf } from './say-forward.ts';
import { factorsText } from './say-terms.ts';
import { listed, type Saying, type Sayings, type Speaker, saying, shown } from './speaker.ts';
import type { MessageValues } from './translate.ts';

export function sayOutputGradient(speaker: Speaker, t: number): Sayings {
  const { head, outputSize } = speaker.trace.model.specification;
  const gradient = speaker.numbers(gradientId('logits', t));
  const [value = 0] = gradient;
  const scale = speaker.trace.lossScale;
  const { lossSteps } = speaker.trace;
  const detail =
    scale !== 1
      ? saying('say.mean', { count: lossSteps.length })
      : t === lossSteps.at(-1)
        ? saying('say.gradientIs')
        : null;
  if (outputSize === 1) {
    const values = {
      prediction: shown(speaker.numbers(valueId('prediction', t))[0]),
      target: String(speaker.numbers(targetId(t))[0] ?? ''),
      value: shown(value / scale),
      direction: value < 0 ? 'rise' : value > 0 ? 'fall' : 'stay',
    };
    return [saying('say.outputGradient.one', values), detail];
  }
  if (head !== 'softmax') return [saying('say.outputGradient.many'), detail];
  return [saying('say.outputGradient.softmax', { label: aimedAt(speaker, t).label }), detail];
}

export function sayLocal(speaker: Speaker, t: number): Sayings {
  const state = speaker.symbol(valueId(speaker.trace.model.cell.output, t));
  return [saying(isZero(speaker, localId(t)) ? 'say.local.zero' : 'say.local', { t, state })];
}

/** Computed, and zero in every entry. */
function isZero(speaker: Speaker, id: QuantityId): boolean {
  const numbers = speaker.numbers(id);
  return numbers.length > 0 && numbers.every((value) => value === 0);
}

/** Is there a loss after step t, so that something can arrive from t + 1? */
function hasLaterLoss({ trace }: Speaker, t: number): boolean {
  return trace.lossSteps.some((step) => step > t);
}

export function sayMeet(speaker: Speaker, t: number): Sayings {
  const { trace } = speaker;
  const { output } = trace.model.cell;
  const values = {
    t,
    next: t + 1,
    gradient: speaker.symbol(gradientId(output, t)),
    state: speaker.symbol(valueId(output, t)),
    loss: speaker.symbol(lossId(t)),
    local: speaker.length(localId(t)),
    carried: speaker.length(carriedId(output, t)),
  };
  const hasLoss = trace.lossSteps.includes(t);
  const hasAny = hasLoss || hasLaterLoss(speaker, t);
  if (!hasAny) return [saying('say.meet.nothing', values)];
  if (isZero(speaker, gradientId(output, t))) return [saying('say.meet.zero', values)];
  const users = usersAt(speaker, output, t);
  if (users.length > 0) return [sayMeetOfUsers(speaker, users, values, hasLoss, t)];
  if (hasLaterLoss(speaker, t)) {
    return hasLoss
      ? [saying('say.meet.both', values), saying('say.meet.why')]
      : [saying('say.meet.onlyCarried', values)];
  }
  return [saying('say.meet.onlyLocal', values)];
}

/** Where other quantities of the same step read the state: what they ask, beside loss and future. */
function sayMeetOfUsers(
  speaker: Speaker,
  users: readonly string[],
  values: MessageValues,
  hasLoss: boolean,
  t: number,
): Saying {
  const { say } = speaker;
  const parts = [
    ...(hasLoss ? [say('say.meet.part.local', values)] : []),
    ...users.map((symbol) => say('say.meet.part.user', { symbol })),
    ...(hasLaterLoss(speaker, t) ? [say('say.meet.part.carried', values)] : []),
  ];
  return saying('say.meet.parts', {
    ...values,
    parts: listed(speaker.say, parts, 'list.clauses'),
    count: parts.length,
  });
}

/** The symbols of what reads a quantity at its own step, but for the scores. */
function usersAt({ trace, symbol }: Speaker, name: string, t: number): readonly string[] {
  const users = innerUsers(trace.model, name).map((edge) => symbol(valueId(edge.to, t)));
  return [...new Set(users)];
}

function innerUsers(model: Model, name: string): readonly Edge[] {
  return edgesFrom(model, name, 'now').filter((edge) => roleOf(model, edge.to) !== 'logits');
}

export function sayGradient(speaker: Speaker, name: string, t: number): Sayings {
  const { trace, symbol } = speaker;
  const users = innerUsers(trace.model, name);
  const gradient = symbol(gradientId(name, t));
  const isCarried = trace.model.cell.states.includes(name) && hasLaterLoss(speaker, t);
  const zero = isZero(speaker, gradientId(name, t));
  const nothingCame =
    users.every((edge) => isZero(speaker, gradientId(edge.to, t))) &&
    (!isCarried || isZero(speaker, carriedId(name, t)));
  if (zero && nothingCame) return [saying('say.gradient.zero', { gradient })];
  const [only] = users;
  const map = users.length === 1 && only && !isCarried ? wholeMapOf(speaker, only.to) : null;
  if (only && map) {
    const slopes = Array.from(edgeSlope(trace, only, t));
    return sayThrough(speaker, map, symbol(valueId(only.to, t)), slopes);
  }
  if (zero) return [saying('say.gradient.blocked', { gradient, symbol: symbol(valueId(name, t)) })];
  const later = edgesFrom(trace.model, name, 'before').map(({ to }) => symbol(valueId(to, t + 1)));
  const values = {
    name: kindName(speaker, name),
    symbol: symbol(valueId(name, t)),
    users: listed(speaker.say, usersAt(speaker, name, t)),
    next: listed(speaker.say, [...new Set(later)]),
  };
  if (!isCarried) return [saying('say.gradient.gate', values)];
  return [saying(users.length === 0 ? 'say.gradient.later' : 'say.gradient.state', values)];
}

export function mapName({ say }: Speaker, map: string): string {
  const id = `map.${map}`;
  return say(isMessageId(id) ? id : 'map.other');
}

/** Through an activation: how much of the gradient each unit's slope lets pass. */
function sayThrough(
  speaker: Speaker,
  map: string,
  state: string,
  slopes: readonly number[],
): Sayings {
  const least = Math.min(...slopes);
  const most = Math.max(...slopes);
  const values = {
    state,
    map: mapName(speaker, map),
    unit: slopes.indexOf(least) + 1,
    least: shown(least),
    most: shown(most),
    open: slopes.filter((slope) => slope > 0).length,
    count: slopes.length,
  };
  if (map === 'identity') return [saying('say.through.identity', values)];
  if (map === 'relu') return [saying('say.through.relu', values)];
  if (map === 'sigmoid') return [saying('say.through.sigmoid', values)];
  if (slopes.length === 1) return [saying('say.through.one', values)];
  return [saying(least < SATURATED ? 'say.through.saturated' : 'say.through.open', values)];
}

export function sayContribution(speaker: Speaker, name: string, t: number): Sayings {
  const { trace, symbol, say } = speaker;
  const owned = trace.model.parameters.filter((p) => p.owner === name);
  const values = {
    t,
    parameters: listed(
      say,
      owned.map((p) => symbol(parameterId(p.name))),
    ),
    owner: symbol(valueId(name, t)),
    count: owned.length,
  };
  if (isZero(speaker, gradientId(name, t))) return [saying('say.contribution.nothing', values)];
  const sentence = saying('say.contribution', values);
  return [sentence, zeroSource(speaker, name, t) ?? oneHotColumn(speaker, name, t)];
}

function zeroSource(speaker: Speaker, name: string, t: number): Saying | null {
  const { trace, symbol } = speaker;
  for (const parameter of trace.model.parameters) {
    if (parameter.owner !== name || parameter.source?.at !== 'before') continue;
    const source = valueId(parameter.source.quantity, t - 1);
    if (isZero(speaker, source)) {
      return saying('say.contribution.zero', {
        source: symbol(source),
        parameter: symbol(parameterId(parameter.name)),
      });
    }
  }
  return null;
}

function oneHotColumn(speaker: Speaker, name: string, t: number): Saying | null {
  const { trace, symbol } = speaker;
  const parameter = trace.model.parameters.find(
    ({ owner, source }) =>
      owner === name && source && roleOf(trace.model, source.quantity) === 'input',
  );
  const token = trace.experiment.data.sequences[trace.sequence - 1]?.tokens?.[t - 1];
  if (!parameter || token === undefined) return null;
  return saying('say.contribution.oneHot', {
    parameter: symbol(parameterId(parameter.name)),
    token,
    vectors: speaker.writing.notation.vectors,
  });
}

export function sayCarry(speaker: Speaker, state: string, t: number): Sayings {
  const { trace, symbol } = speaker;
  const edges = edgesFrom(trace.model, state, 'before');
  const carried = normOf(speaker.numbers(carriedId(state, t - 1)));
  const from = normOf(speaker.numbers(gradientId(state, t)));
  const scales = new Set(edges.flatMap((edge) => scaleOf(speaker, edge, t) ?? []));
  const values = {
    previous: symbol(valueId(state, t - 1)),
    from: shown(from),
    to: shown(carried),
    ways: listed(speaker.say, waysBack(speaker, edges, t), 'list.clauses'),
    scales: listed(speaker.say, [...scales]),
    count: scales.size,
  };
  if (carried === 0) return [saying('say.carry.nothing', values)];
  if (edges.every(({ weight, to }) => weight === undefined && to === state)) {
    return [saying('say.carry.straight', values)];
  }
  // With two states, part of what reaches h comes by way of c: no one factor tells the way of the gradient.
  if (trace.model.cell.states.length > 1) return [saying('say.carry.part', values)];
  const detail = saying(carried < from ? 'say.carry.shrinks' : 'say.carry.grows', {
    factor: shown(carried / from),
  });
  return [saying('say.carry', values), from === 0 ? null : detail];
}

/** “through W_hr, W_hz and W_hn”, “scaled by z₂”, “unchanged”: how a gradient goes back along some edges. */
function waysBack(speaker: Speaker, edges: readonly Edge[], t: number): readonly string[] {
  const { say, symbol } = speaker;
  const weights = edges.flatMap(({ weight }) =>
    weight === undefined ? [] : [symbol(parameterId(weight))],
  );
  const scales = edges.flatMap((edge) =>
    edge.weight === undefined ? [scaleOf(speaker, edge, t)] : [],
  );
  const scaled = [...new Set(scales.filter((scale) => scale !== null))];
  return [
    ...(weights.length > 0 ? [say('say.carry.through', { weights: listed(say, weights) })] : []),
    ...(scaled.length > 0 ? [say('say.carry.scaled', { scales: listed(say, scaled) })] : []),
    ...(scales.includes(null) ? [say('say.carry.unchanged')] : []),
  ];
}

/** What scales a gradient on an elementwise edge: the other factors, the slope of its own map; null where nothing does. */
function scaleOf(speaker: Speaker, edge: Edge, t: number): string | null {
  const { terms } = quantityOf(speaker.trace.model, edge.to);
  const term = terms[edge.term];
  if (term?.kind !== 'product') return null;
  const own = term.factors[edge.factor]?.map ?? 'identity';
  const isLine = own === 'identity' || own === 'complement';
  const others = term.factors.filter((_, i) => i !== edge.factor);
  if (isLine && others.length === 0) return null;
  const slope = speaker.say('say.carry.slope', { map: mapName(speaker, own) });
  return [
    ...(isLine ? [] : [slope]),
    ...(others.length > 0 ? [factorsText(speaker, others, t)] : []),
  ].join(' ⊙ ');
}
