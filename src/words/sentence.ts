// The sentence of a beat: what happens, in words a newcomer understands, with this run's own numbers where they matter.

import { exhausted } from '#base/exhaustive.ts';
import type { Writing } from '#expression/symbol.ts';
import { parameterId } from '#model/quantity-id.ts';
import type { Beat } from '#playback/beat.ts';
import { isWithheld } from '#trace/derived/numbers-of.ts';
import type { Trace } from '#trace/record/trace.ts';
import {
  sayCarry,
  sayContribution,
  sayGradient,
  sayLocal,
  sayMeet,
  sayOutputGradient,
} from './say-backward.ts';
import { sayCompute, sayLoss, sayRead, sayTotalLoss } from './say-forward.ts';
import {
  sayBatch,
  sayClip,
  sayLossAfter,
  sayNorm,
  saySum,
  sayTruncate,
  sayUpdate,
} from './say-update.ts';
import { withUse } from './say-use.ts';
import { createSpeaker, listed, type Sayings, type Speaker, saying } from './speaker.ts';
import type { Translate } from './translate.ts';

export interface Sentence {
  /** Phase and place: “Backward · t = 2”. */
  readonly title: string;
  /** One or two short sentences. */
  readonly sentence: string;
  /** A further remark, where there is one. */
  readonly detail?: string;
}

/** What is said at a beat; `detail` is absent where there is nothing to add. */
export function sentenceOf(
  trace: Trace,
  beat: Beat,
  translate: Translate,
  writing: Writing,
): Sentence {
  const speaker = createSpeaker(trace, translate, writing);
  const [main, detail] =
    sayWithheld(speaker, beat) ?? withUse(speaker, beat, sayingsOf(speaker, beat));
  const title = titleOf(speaker, beat);
  const sentence = translate(main.id, main.values);
  return detail
    ? { title, sentence, detail: translate(detail.id, detail.values) }
    : { title, sentence };
}

/** “Backward · t = 2”, “Sum over time · W_hh”, “Update”. */
function titleOf(speaker: Speaker, beat: Beat): string {
  const { say } = speaker;
  const phase = say(`phase.${beat.phase}`);
  const place =
    beat.t !== null
      ? say('title.step', { t: beat.t })
      : 'parameter' in beat.operation
        ? speaker.symbol(parameterId(beat.operation.parameter))
        : null;
  return place === null ? phase : say('title', { phase, place });
}

/** Where what the beat computes is asked of the reader, the question; any more would give it away. */
function sayWithheld(speaker: Speaker, beat: Beat): Sayings | null {
  const { trace, say } = speaker;
  const asked = beat.reveals.filter((id) => isWithheld(trace, id));
  if (asked.length === 0) return null;
  const symbols = listed(say, [...new Set(asked)].slice(0, mostAsked).map(speaker.symbol));
  return [saying('say.withheld', { symbols }), saying('say.withheld.how')];
}

/** More symbols than these are no question that one can keep in mind. */
const mostAsked = 3;

function sayingsOf(speaker: Speaker, beat: Beat): Sayings {
  const { operation } = beat;
  const t = beat.t ?? 1;
  switch (operation.kind) {
    case 'read':
      return sayRead(speaker, t);
    case 'compute':
      return sayCompute(speaker, operation.quantity, t);
    case 'loss':
      return sayLoss(speaker, t);
    case 'total loss':
      return sayTotalLoss(speaker);
    case 'output gradient':
      return sayOutputGradient(speaker, t);
    case 'local gradient':
      return sayLocal(speaker, t);
    case 'meet':
      return sayMeet(speaker, t);
    case 'gradient':
      return sayGradient(speaker, operation.quantity, t);
    case 'contribution':
      return sayContribution(speaker, operation.quantity, t);
    case 'carry':
      return sayCarry(speaker, operation.state, t);
    default:
      return totalsOf(speaker, operation);
  }
}

type TotalsOperation = Extract<
  Beat['operation'],
  { kind: 'sum' | 'norm' | 'truncate' | 'batch' | 'clip' | 'update' | 'loss after' }
>;

function totalsOf(speaker: Speaker, operation: TotalsOperation): Sayings {
  switch (operation.kind) {
    case 'sum':
      return saySum(speaker, operation.parameter);
    case 'norm':
      return sayNorm(speaker);
    case 'truncate':
      return sayTruncate(speaker);
    case 'batch':
      return sayBatch(speaker);
    case 'clip':
      return sayClip(speaker);
    case 'update':
      return sayUpdate(speaker, operation.parameter);
    case 'loss after':
      return sayLossAfter(speaker);
    default:
      return exhausted(operation);
  }
}
