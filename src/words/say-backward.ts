// What is said while the error travels back through time.

import { normOf } from '#base/norm.ts';
import { edgesFrom } from '#model/model.ts';
import {
  carriedId,
  gradientId,
  localId,
  type QuantityId,
  targetId,
  valueId,
} from '#model/quantity-id.ts';
import { edgeSlope } from '#trace/local-derivative.ts';
import { isMessageId } from './messages.ts';
import { kindName } from './names.ts';
import { aimedAt, SATURATED, wholeMapOf } from './say-forward.ts';
import { listed, type Saying, type Sayings, type Speaker, saying, shown } from './speaker.ts';

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
    loss: speaker.symbol(`loss@${t}`),
    local: speaker.length(localId(t)),
    carried: speaker.length(carriedId(output, t)),
  };
  const hasLoss = trace.lossSteps.includes(t);
  const hasAny = hasLoss || hasLaterLoss(speaker, t);
  if (hasAny && isZero(speaker, gradientId(output, t))) return [saying('say.meet.zero', values)];
  if (hasLaterLoss(speaker, t)) {
    return hasLoss
      ? [saying('say.meet.both', values), saying('say.meet.why')]
      : [saying('say.meet.onlyCarried', values)];
  }
  return [saying(hasLoss ? 'say.meet.onlyLocal' : 'say.meet.nothing', values)];
}

export function sayGradient(speaker: Speaker, name: string, t: number): Sayings {
  const { trace, symbol } = speaker;
  const users = edgesFrom(trace.model, name, 'now').filter((edge) => edge.to !== 'logits');
  const gradient = symbol(gradientId(name, t));
  const zero = isZero(speaker, gradientId(name, t));
  if (zero && users.every((edge) => isZero(speaker, gradientId(edge.to, t)))) {
    return [saying('say.gradient.zero', { gradient })];
  }
  const [only] = users;
  const map = users.length === 1 && only ? wholeMapOf(speaker, only.to) : null;
  if (only && map) {
    return sayThrough(
      speaker,
      map,
      symbol(valueId(only.to, t)),
      Array.from(edgeSlope(trace, only, t)),
    );
  }
  if (zero) return [saying('say.gradient.blocked', { gradient, symbol: symbol(valueId(name, t)) })];
  const values = {
    name: kindName(speaker, name),
    symbol: symbol(valueId(name, t)),
    users: listed(speaker.say, [...new Set(users.map((edge) => symbol(valueId(edge.to, t))))]),
    next: symbol(valueId(name, t + 1)),
  };
  const isCarried = trace.model.cell.states.includes(name) && hasLaterLoss(speaker, t);
  return [saying(isCarried ? 'say.gradient.state' : 'say.gradient.gate', values)];
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
      owned.map((p) => symbol(p.name)),
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
        parameter: symbol(parameter.name),
      });
    }
  }
  return null;
}

function oneHotColumn(speaker: Speaker, name: string, t: number): Saying | null {
  const { trace, symbol } = speaker;
  const parameter = trace.model.parameters.find(
    (p) => p.owner === name && p.source?.quantity === 'x',
  );
  const token = trace.experiment.data.sequences[trace.sequence - 1]?.tokens?.[t - 1];
  if (!parameter || token === undefined) return null;
  return saying('say.contribution.oneHot', { parameter: symbol(parameter.name), token });
}

export function sayCarry(speaker: Speaker, state: string, t: number): Sayings {
  const { trace, symbol, say } = speaker;
  const edges = edgesFrom(trace.model, state, 'before');
  const carried = normOf(speaker.numbers(carriedId(state, t - 1)));
  const from = normOf(speaker.numbers(gradientId(state, t)));
  const values = {
    state: symbol(valueId(state, t)),
    previous: symbol(valueId(state, t - 1)),
    from: shown(from),
    to: shown(carried),
    weights: listed(
      say,
      edges.flatMap((edge) => (edge.weight ? [symbol(edge.weight)] : [])),
    ),
    gates: listed(say, gatesOn(speaker, state, t)),
    count: edges.length,
  };
  if (carried === 0) return [saying('say.carry.nothing', values)];
  const hasWeights = edges.some((edge) => edge.weight !== undefined);
  if (!hasWeights) return [saying('say.carry.gated', values)];
  const detail = saying(carried < from ? 'say.carry.shrinks' : 'say.carry.grows', {
    factor: shown(carried / from),
  });
  // With two states, part of what reaches h comes by way of c: no one factor tells the way of the gradient.
  if (trace.model.cell.states.length > 1) return [saying('say.carry.part', values)];
  const isMixed = edges.some((edge) => edge.weight === undefined);
  return [saying(isMixed ? 'say.carry.mixed' : 'say.carry', values), from === 0 ? null : detail];
}

/** The gates that scale a state on its straight way to the next step. */
function gatesOn(speaker: Speaker, state: string, t: number): readonly string[] {
  const { model } = speaker.trace;
  return edgesFrom(model, state, 'before').flatMap((edge) => {
    const term = model.quantities.find((q) => q.name === edge.to)?.terms[edge.term];
    if (term?.kind !== 'product') return [];
    const others = term.factors.filter((_, i) => i !== edge.factor);
    return others.map((factor) => speaker.symbol(valueId(factor.source.quantity, t)));
  });
}
