// What is said where a run ends early: which number left the range of float64, and what keeps it in.

import type { Writing } from '#expression/symbol.ts';
import {
  contributionId,
  gradientId,
  gradientNormId,
  lossId,
  parameterGradientId,
  type QuantityId,
  totalLossId,
  valueId,
} from '#model/quantity-id.ts';
import type { Overflow, Trace } from '#trace/record/trace.ts';
import { nameOf } from './names.ts';
import { createSpeaker } from './speaker.ts';
import type { Translate } from './translate.ts';

/** One sentence for the last beat of an overflowed run; null for a run that went to its end. */
export function sayOverflow(trace: Trace, translate: Translate, writing: Writing): string | null {
  const { overflow } = trace;
  if (overflow === null) return null;
  if (overflow.pass === 'update') return translate('say.overflow.update');
  const what = nameOf(createSpeaker(trace, translate, writing), overflowedId(trace, overflow));
  return translate('say.overflow', { what });
}

/** The quantity that left the range. */
function overflowedId(trace: Trace, { pass, t, quantity }: Overflow): QuantityId {
  if (quantity === 'norm') return gradientNormId;
  if (quantity === 'loss') return trace.progress.forward < t ? lossId(t) : totalLossId;
  if (trace.model.parameters.some(({ name }) => name === quantity)) {
    // One use of the weight, or only the sum over all of them.
    return trace.progress.backward > t
      ? contributionId(quantity, t)
      : parameterGradientId(quantity);
  }
  return pass === 'forward' ? valueId(quantity, t) : gradientId(quantity, t);
}
