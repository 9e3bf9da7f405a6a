// The uses of the one cell as a row of marks, one a step: which are done, on the way forward and on the way back.

import { stepColour } from '#marks/step-colour.ts';
import { shareOf, strengthOf, strengthScaleOf } from '#marks/strength.ts';
import { tokenText } from '#marks/target-text.ts';
import { gradientId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import type { Trace } from '#trace/record/trace.ts';

export interface StepMark {
  readonly t: number;
  readonly current: boolean;
  /** Of the palette of time, 1 … 12. */
  readonly colour: number;
  readonly token: string | null;
  readonly forward: Presence;
  readonly backward: Presence;
  readonly gradient: QuantityId;
  /** Length of the gradient of the state, and its place on the scale of the run; null while unknown. */
  readonly norm: number | null;
  readonly strength: number;
}

/** At most `most` steps, those around the one that is shown. */
export function foldedSteps(
  trace: Trace,
  moment: Moment,
  current: number,
  most: number,
): readonly StepMark[] {
  const count = Math.min(trace.steps, Math.max(1, most));
  const first = Math.min(Math.max(1, current - Math.floor(count / 2)), trace.steps - count + 1);
  const { output } = trace.model.cell;
  const scale = strengthScaleOf(trace);
  return Array.from({ length: count }, (_, i): StepMark => {
    const t = first + i;
    const gradient = gradientId(output, t);
    const backward = presenceOf(moment, gradient);
    const norm = backward === 'unknown' ? null : shareOf(gradientAt(trace, output, t)).norm;
    return {
      t,
      current: t === current,
      colour: stepColour(t, trace.steps),
      token: tokenText(trace.experiment, trace.sequence, t),
      forward: presenceOf(moment, valueId(output, t)),
      backward,
      gradient,
      norm,
      strength: norm === null ? 0 : strengthOf(scale, norm),
    };
  });
}
