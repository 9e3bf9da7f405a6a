// Which values of a step are there: all of a computed one; of one that left the float64 range, those before it happened.

import type { Model } from '#model/model.ts';
import type { Trace } from './trace.ts';

/** The values of a step in the order in which they are computed. */
export function valueNames(model: Model): readonly string[] {
  return ['x', ...model.quantities.map((q) => q.name), 'prediction'];
}

/** The names of the values of step t (from 1) that the run has computed. */
export function knownValues(
  { model, progress, overflow }: Pick<Trace, 'model' | 'progress' | 'overflow'>,
  t: number,
): readonly string[] {
  const names = valueNames(model);
  if (t <= progress.forward) return names;
  if (overflow?.pass !== 'forward' || overflow.t !== t) return [];
  const place = names.indexOf(overflow.quantity);
  // The loss comes after all of them.
  return place < 0 ? names : names.slice(0, place);
}
