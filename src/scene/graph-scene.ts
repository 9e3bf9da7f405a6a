// The unrolled graph at a moment of the run: nodes, edges, losses and ribbons as shapes, without colours.

import { formatNumber, formatPair } from '#base/format.ts';
import { sizeOf } from '#model/model.ts';
import {
  gradientId,
  lossAfterId,
  lossId,
  type QuantityId,
  targetId,
  totalLossId,
  valueId,
} from '#model/quantity-id.ts';
import { gradientAt } from '#trace/source-value.ts';
import { rowOf, type Trace } from '#trace/trace.ts';
import type { Point } from './curve.ts';
import {
  type BackwardEdge,
  buildBackwardEdges,
  buildForwardEdges,
  type ForwardEdge,
} from './edges.ts';
import { type GraphLayout, type RowLayout, shapeOf } from './layout.ts';
import { type Moment, type Presence, presenceOf } from './presence.ts';
import { columnAt, rowNamed } from './routes.ts';
import { strengthScaleOf } from './strength.ts';
import { buildStrip, type Strip } from './strip.ts';
import { targetText, tokenText } from './target-text.ts';
import { gradientTone, valueTone } from './tone.ts';
import { contains } from './window.ts';

export interface NodeScene {
  readonly id: QuantityId;
  /** The quantity. */
  readonly name: string;
  readonly t: number;
  /** Place from the bottom, for moving by keys. */
  readonly row: number;
  readonly labelAt: Point;
  readonly strip: Strip;
  /** ∂L/∂ of it, below the value; null where none is computed. */
  readonly gradient: Strip | null;
  /** An output at a step without a target: no loss sees it. */
  readonly idle: boolean;
}

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

export interface InitialScene {
  readonly id: QuantityId;
  readonly name: string;
  /** 0; in a window, the step before its first. */
  readonly t: number;
  readonly zero: boolean;
  readonly at: Point;
}

export interface ColumnScene {
  readonly t: number;
  readonly left: number;
  readonly width: number;
  readonly center: number;
  readonly current: boolean;
  /** The token read, where the inputs are tokens. */
  readonly token: string | null;
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

export interface GraphScene extends LossesScene {
  readonly columns: readonly ColumnScene[];
  readonly nodes: readonly NodeScene[];
  readonly initial: readonly InitialScene[];
  readonly forward: readonly ForwardEdge[];
  readonly backward: readonly BackwardEdge[];
}

/** `currentStep`: the step of the beat on screen; null where it concerns all. */
export function buildGraphScene(
  trace: Trace,
  moment: Moment,
  layout: GraphLayout,
  currentStep: number | null,
): GraphScene {
  return {
    columns: layout.columns.map(({ t, left, width, center }) => ({
      t,
      left,
      width,
      center,
      current: t === currentStep,
      token: tokenText(trace.experiment, trace.sequence, t),
    })),
    nodes: layout.columns.flatMap(({ t }) => nodesOf(trace, moment, layout, t)),
    initial: initialOf(trace, layout),
    ...buildLosses(trace, moment, layout),
    forward: buildForwardEdges(trace, moment, layout),
    backward: buildBackwardEdges(trace, moment, layout),
  };
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

function nodesOf(trace: Trace, moment: Moment, layout: GraphLayout, t: number): NodeScene[] {
  const { outputRow, tokens } = shapeOf(
    trace.model,
    trace.steps,
    trace.experiment.data.sequences[trace.sequence - 1]?.tokens !== undefined,
  );
  const hasLoss = trace.lossSteps.includes(t);
  return layout.rows.map((row, index): NodeScene => {
    const style = row.name === 'x' && tokens ? 'one-hot' : 'signed';
    const node = nodeOf(trace, moment, layout, t, row, index, style);
    return index > outputRow && !hasLoss ? { ...node, gradient: null, idle: true } : node;
  });
}

function nodeOf(
  trace: Trace,
  moment: Moment,
  layout: GraphLayout,
  t: number,
  row: RowLayout,
  index: number,
  style: Strip['style'],
): NodeScene {
  const id = valueId(row.name, t);
  const x = columnAt(layout, t).center - row.width / 2;
  const block = trace.values[row.name];
  return {
    id,
    t,
    row: index,
    name: row.name,
    labelAt: { x: x - 4, y: row.top + row.height / 2 },
    strip: buildStrip({
      id,
      presence: presenceOf(moment, id),
      style,
      layout: row,
      x,
      y: row.top,
      values: block ? rowOf(block, t, row.size) : [],
      toneOf: valueTone,
    }),
    gradient: row.gradient && gradientOf(trace, moment, row.name, t, x, row.gradient),
    idle: false,
  };
}

function gradientOf(
  trace: Trace,
  moment: Moment,
  name: string,
  t: number,
  x: number,
  layout: NonNullable<RowLayout['gradient']>,
): Strip {
  const id = gradientId(name, t);
  const scale = strengthScaleOf(trace);
  const presence = presenceOf(moment, id);
  return buildStrip({
    id,
    presence,
    slim: true,
    layout,
    x,
    y: layout.top,
    values: presence === 'unknown' ? [] : gradientAt(trace, name, t),
    toneOf: (value) => gradientTone(scale, value),
  });
}

function initialOf(trace: Trace, layout: GraphLayout): InitialScene[] {
  return trace.model.cell.states.map((state) => {
    const row = rowNamed(layout, state);
    return {
      id: valueId(state, layout.initial.t),
      name: state,
      t: layout.initial.t,
      zero: layout.initial.t === 0 && (trace.initial[state] ?? []).every((value) => value === 0),
      at: { x: layout.initial.center, y: row.top + row.height / 2 },
    };
  });
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

/** The vector a strip of the trace shows at a step, e.g. for a table. */
export function valuesAt(trace: Trace, quantity: string, t: number): Float64Array {
  const block = trace.values[quantity];
  return block ? rowOf(block, t, sizeOf(trace.model, quantity)) : new Float64Array(0);
}
