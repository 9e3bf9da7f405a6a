// What is said where truncation leaves out a part of the gradient: the numbers of a beat are those of the whole loss.

import type { Beat } from '#playback/beat.ts';
import { lastReaching } from '#trace/derived/paths.ts';
import { shareUsed } from '#trace/derived/used-gradient.ts';
import { type Saying, type Sayings, type Speaker, saying } from './speaker.ts';

/** The sayings of a beat; where the update uses less than what they tell of, that is the remark. */
export function withUse(speaker: Speaker, beat: Beat, [main, detail]: Sayings): Sayings {
  return [main, remarkOn(speaker, beat) ?? detail ?? null];
}

function remarkOn({ trace }: Speaker, { operation, t }: Beat): Saying | null {
  const { truncation } = trace.experiment.training;
  const isCarry = operation.kind === 'carry';
  const speaks = isCarry || ['meet', 'gradient', 'contribution'].includes(operation.kind);
  // A loss uses the head's weights at its own step, which nothing cuts off.
  const isHead = 'quantity' in operation && operation.quantity === 'logits';
  if (truncation === null || t === null || !speaks || isHead) return null;
  const step = isCarry ? t - 1 : t;
  const use = shareUsed(trace, step);
  if (use === 'whole') return null;
  const values = { t: step, last: lastReaching(truncation, step) };
  if (use === 'part') return saying('say.use.part', values);
  if (isCarry && shareUsed(trace, t) !== 'dropped') return saying('say.use.cut', values);
  return saying(operation.kind === 'contribution' ? 'say.use.share' : 'say.use.dropped', values);
}
