// The unrolled graph at a moment of the run: nodes, edges, losses and ribbons as shapes, without colours.

import type { Point } from '#marks/curve.ts';
import type { BackwardEdge, ForwardEdge } from '#marks/drawn-edge.ts';
import { type GraphLayout, type RowLayout, shapeOf } from '#marks/graph-layout.ts';
import { buildLosses, type LossesScene } from '#marks/losses.ts';
import { columnAt, rowNamed } from '#marks/routes.ts';
import { strengthScaleOf } from '#marks/strength.ts';
import { buildStrip, type Strip } from '#marks/strip.ts';
import { tokenText } from '#marks/target-text.ts';
import { gradientTone, valueTone } from '#marks/tone.ts';
import { sizeOf } from '#model/model.ts';
import { gradientId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { type Moment, presenceOf } from '#playback/presence.ts';
import { gradientAt } from '#trace/record/source-value.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { buildBackwardEdges, buildForwardEdges } from './edges.scene.ts';

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

/** The vector a strip of the trace shows at a step, e.g. for a table. */
export function valuesAt(trace: Trace, quantity: string, t: number): Float64Array {
  const block = trace.values[quantity];
  return block ? rowOf(block, t, sizeOf(trace.model, quantity)) : new Float64Array(0);
}
