// What becomes of a gradient on its way back through time, in a word and in a sentence with the numbers of the run.

import { formatNumber, formatPower } from '#base/format.ts';
import type { Writing } from '#expression/symbol.ts';
import { quantityOf } from '#model/model.ts';
import { parameterId, valueId } from '#model/quantity-id.ts';
import {
  type Decay,
  decayOf,
  goneDecades,
  steadyFactor,
  steadyRate,
  type Verdict,
} from '#trace/derived/decay.ts';
import { keepers, meanSlope } from '#trace/derived/let-through.ts';
import { plainRecurrence } from '#trace/derived/recurrence.ts';
import type { StateProducts } from '#trace/derived/state-products.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { MessageId } from '#words/messages.ts';
import { kindName } from '#words/names.ts';
import { mapName } from '#words/say-backward.ts';
import { shareText } from '#words/share-text.ts';
import { createSpeaker, listed, type Speaker, shown } from '#words/speaker.ts';
import type { Translate } from '#words/translate.ts';

export interface DecayWords {
  readonly verdict: Verdict;
  /** “Vanishing”. */
  readonly word: string;
  /** How much is left, over how many steps, at what rate, when that comes to a hundredth, and why. */
  readonly sentence: string;
  /** The other states of the cell; that not all steps were looked at. May be empty. */
  readonly remark: string;
}

const words: Readonly<Record<Verdict, MessageId>> = {
  vanishing: 'view.time.vanishing',
  shrinking: 'view.time.shrinking',
  steady: 'view.time.steady',
  growing: 'view.time.growing',
  exploding: 'view.time.exploding',
};

/** null where there is no step to go back. */
export function describeDecay(
  trace: Trace,
  products: StateProducts,
  say: Translate,
  writing: Writing,
): DecayWords | null {
  const decay = decayOf(products);
  if (decay === null) return null;
  const speaker = createSpeaker(trace, say, writing);
  return {
    verdict: decay.verdict,
    word: say(words[decay.verdict]),
    sentence: sentenceOf(speaker, products, decay),
    remark: [...otherRoads(speaker, products), ...limitOf(speaker, products)].join(' '),
  };
}

function sentenceOf(speaker: Speaker, products: StateProducts, decay: Decay): string {
  const { say } = speaker;
  const span = { first: String(decay.first), last: String(decay.last) };
  if (decay.norm === Number.NEGATIVE_INFINITY) return say('view.time.nothing', span);
  const values = {
    ...span,
    count: decay.last - decay.first,
    share: shareText(decay.norm),
    norm: formatPower(decay.norm),
    factor: shown(decay.factor),
  };
  const what = say(decay.norm > 0 ? 'view.time.grows' : 'view.time.keeps', values);
  const why = reasonOf(speaker, products, decay);
  return [
    `${what}${aheadOf(speaker, decay)}.`,
    ...(why === null ? [] : [say('view.time.why', { why })]),
  ].join(' ');
}

const gone = `${10 ** (2 - goneDecades)}\u00a0%`;
const goneTimes = String(10 ** goneDecades);

/** “; at this rate 1 % is left after 24 steps”. */
function aheadOf({ say }: Speaker, { norm, horizon }: Decay): string {
  if (horizon === null) return '';
  const id = norm > 0 ? 'view.time.horizon.grows' : 'view.time.horizon';
  return say(id, {
    count: horizon,
    share: gone,
    times: goneTimes,
  });
}

/** What the words mean, in numbers. */
export function decayThresholds(say: Translate): string {
  return say('view.time.thresholds', {
    gone,
    times: goneTimes,
    doubled: String(steadyFactor),
    rate: String(steadyRate),
    inverse: formatNumber(1 / steadyRate),
  });
}

/** What the factors are made of: slope and matrix, or the gates that keep a state. */
function reasonOf(speaker: Speaker, products: StateProducts, decay: Decay): string | null {
  const { trace, say } = speaker;
  const plain = plainRecurrence(trace.model);
  const slope = meanSlope(trace, decay.first + 1, decay.last);
  const matrix = products.matrices.find(({ name }) => name === plain?.weight);
  if (plain && matrix && slope !== null) {
    return say('view.time.why.plain', {
      map: activationName(speaker),
      slope: shown(slope),
      matrix: speaker.symbol(parameterId(matrix.name)),
      stretch: shown(matrix.stretch),
    });
  }
  const kept = keepers(trace, decay.first + 1, decay.last).map((keeper) =>
    say('view.time.why.gate', {
      gate: kindName(speaker, keeper.gate),
      kept: shown(keeper.kept),
      state: speaker.symbol(valueId(keeper.state, 't-1')),
    }),
  );
  return kept.length === 0 ? null : listed(say, kept);
}

/** “tanh”: the activation between the recurrent matrix and the state. */
export function activationName(speaker: Speaker): string {
  const { model } = speaker.trace;
  const maps = plainRecurrence(model)?.activations.map(({ to, term, factor }) => {
    const product = quantityOf(model, to).terms[term];
    return product?.kind === 'product' ? product.factors[factor]?.map : undefined;
  });
  const [map = 'identity', ...others] = maps ?? [];
  return mapName(speaker, others.length === 0 ? map : '');
}

function otherRoads({ say, symbol }: Speaker, products: StateProducts): readonly string[] {
  return products.decays.slice(1).flatMap(({ state }, i) => {
    const decay = decayOf(products, i + 1);
    if (decay === null) return [];
    const [to, from] = [symbol(valueId(state, decay.last)), symbol(valueId(state, decay.first))];
    return [
      say('view.time.other', {
        to,
        from,
        share: shareText(decay.norm),
        factor: shown(decay.factor),
      }),
    ];
  });
}

function limitOf({ say }: Speaker, { first, last }: StateProducts): readonly string[] {
  return first === 1 ? [] : [say('view.time.limited', { count: last - first })];
}
