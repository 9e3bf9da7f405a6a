// The losses at a moment, as they stand at the top of the picture: a pill a step, its target below, the total above.

import { formatNumber, formatPair } from '#base/format.ts';
import { lossAfterId, lossId, type QuantityId, targetId, totalLossId } from '#model/quantity-id.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import { contains } from '#playback/window.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Point } from './curve.ts';
import type { GraphLayout } from './graph-layout.ts';
import { columnAt, rowNamed } from './routes.ts';
import { targetText } from './target-text.ts';

export interface PillScene {
  readonly id: QuantityId;
  readonly presence: Presence;
  /** Left and top edge of the pill. */
  readonly at: Point;
  readonly width: number;
  readonly height: number;
  readonly value: string;
}

export interface LossScene extends PillScene {
  readonly t: number;
  readonly target: {
    readonly id: QuantityId;
    readonly text: string;
    readonly at: Point;
  };
}

/** What stands at the top of the picture, at every depth. */
export interface LossesScene {
  readonly layout: GraphLayout;
  readonly losses: readonly LossScene[];
  /** Are there losses at steps that are not shown? */
  readonly lossesBefore: boolean;
  readonly lossesAfter: boolean;
  readonly total: PillScene;
  /** The loss with the new weights; it appears with its beat. */
  readonly after: PillScene;
}

/** The losses of the steps on screen, each above its column, and the total above them. */
export function buildLosses(trace: Trace, moment: Moment, layout: GraphLayout): LossesScene {
  const [lossText, afterText] = totalTexts(trace, moment);
  return {
    layout,
    losses: trace.lossSteps
      .filter((t) => contains(layout.window, t))
      .map((t) => lossOf(trace, moment, layout, t)),
    lossesBefore: (trace.lossSteps[0] ?? Number.POSITIVE_INFINITY) < layout.window.from,
    lossesAfter: (trace.lossSteps.at(-1) ?? 0) > layout.window.to,
    total: totalOf(moment, layout, totalLossId, lossText, 0),
    after: totalOf(moment, layout, lossAfterId, afterText, 1),
  };
}

function lossOf(trace: Trace, moment: Moment, layout: GraphLayout, t: number): LossScene {
  const { pillWidth } = layout;
  const column = columnAt(layout, t);
  const id = lossId(t);
  const presence = presenceOf(moment, id);
  const prediction = rowNamed(layout, 'prediction');
  const below = layout.loss.top + layout.loss.height;
  return {
    id,
    t,
    presence,
    at: { x: pillLeft(layout, column.center), y: layout.loss.top },
    width: pillWidth,
    height: layout.loss.height,
    value: presence === 'unknown' ? '' : formatNumber(trace.losses[t - 1] ?? 0),
    target: {
      id: targetId(t),
      text: targetText(trace.experiment, trace.sequence, t),
      at: { x: column.center - 14, y: (below + prediction.top) / 2 },
    },
  };
}

/** Over the middle of its column, but inside the picture. */
function pillLeft({ pillWidth, width }: GraphLayout, center: number): number {
  return Math.min(center - pillWidth / 2, width - pillWidth - 1);
}

/** L, and once it is there the loss with the new weights, with the digits that tell them apart. */
function totalTexts(trace: Trace, moment: Moment): readonly [string, string] {
  const known = presenceOf(moment, lossAfterId) !== 'unknown';
  return known && trace.update
    ? formatPair(trace.loss, trace.update.lossAfter)
    : [formatNumber(trace.loss), ''];
}

/** A pill in the top row, `place` pills left of the last column. */
function totalOf(
  moment: Moment,
  layout: GraphLayout,
  id: QuantityId,
  text: string,
  place: number,
): PillScene {
  const presence = presenceOf(moment, id);
  const { pillWidth } = layout;
  const last = columnAt(layout, layout.window.to);
  return {
    id,
    presence,
    at: { x: pillLeft(layout, last.center) - place * (pillWidth + 8), y: layout.total.top },
    width: pillWidth,
    height: layout.total.height,
    value: presence === 'unknown' ? '' : text,
  };
}
