// Where everything of the unrolled graph stands: a function of the net's shape and the room, never of the moment.
//
//        ┌ total loss ────────────────────────────────┐
//        │            L_1                  L_2        │  losses (only at loss steps)
//        │            ŷ                    ŷ          │
//        │            logits               logits     │  rows, the last computed on top
//        │  h_0  ───► h      ───────────►  h          │
//        │            a                    a          │
//        │            x                    x          │
//        └            token                token      ┘

import { range } from 'd3-array';
import type { Model } from '#model/model.ts';
import { sizeOf } from '#model/model.ts';
import { type StripLayout, stripLayout } from './strip-layout.ts';

export interface GraphShape {
  /** From the bottom up: x, the cell's quantities in their order, logits, prediction. */
  readonly rows: readonly { readonly name: string; readonly size: number }[];
  /** Place of the cell's output in `rows`: the rows above exist at loss steps only. */
  readonly outputRow: number;
  readonly steps: number;
  readonly tokens: boolean;
  /** Whether edges pass over rows: they need room beside the strips. */
  readonly arcs: boolean;
}

/** The room for graph and strips together, in px. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

export interface RowLayout extends StripLayout {
  readonly name: string;
  readonly top: number;
}

export interface ColumnLayout {
  /** From 1; 0 is the initial state. */
  readonly t: number;
  readonly left: number;
  readonly width: number;
  /** The middle of its strips. */
  readonly center: number;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly ColumnLayout[];
  /** Column of h_0. */
  readonly initial: ColumnLayout;
  readonly columnWidth: number;
  /** Edges run close together and are drawn thinner. */
  readonly crowded: boolean;
  /** Room left of every strip for its letter. */
  readonly labelWidth: number;
  readonly rows: readonly RowLayout[];
  readonly total: { readonly top: number; readonly height: number };
  readonly loss: { readonly top: number; readonly height: number };
  /** Baselines of the token and of "t = 1". */
  readonly tokenBaseline: number;
  readonly stepBaseline: number;
}

const initialWidth = 46;
/** Room left of a strip for its label: `a` with f,2 below needs more than `h` with 2. */
const plainLabel = 26;
const gatedLabel = 38;
const edgeWidth = 32;
const arcWidth = 34;
const widestColumn = 230;
const pill = 24;
const tightest = 6;
const loosest = 48;

export function shapeOf(model: Model, steps: number, tokens: boolean): GraphShape {
  const names = ['x', ...model.cell.quantities.map((q) => q.name), 'logits', 'prediction'];
  const rowOf = (name: string): number => names.indexOf(name);
  return {
    rows: names.map((name) => ({ name, size: sizeOf(model, name) })),
    outputRow: rowOf(model.cell.output),
    steps,
    tokens,
    arcs: model.edges.some((e) => e.from.at === 'now' && rowOf(e.to) - rowOf(e.from.quantity) > 1),
  };
}

/** The layout; `stripsHeight` is what the strips below the graph take of the room. */
export function layoutGraph(shape: GraphShape, room: Room, stripsHeight: number): GraphLayout {
  const labelWidth = shape.arcs ? gatedLabel : plainLabel;
  const beside = labelWidth + edgeWidth + (shape.arcs ? arcWidth : 0);
  const fair = (room.width - initialWidth) / shape.steps;
  const strips = shape.rows.map((row) => stripLayout(row.size, fair - beside, shape.rows.length));
  const widest = Math.max(...strips.map((s) => s.width));
  const columnWidth = Math.max(widest + beside, Math.min(widestColumn, Math.floor(fair)));
  const { rows, ...heights } = stackRows(shape, strips, room.height - stripsHeight);
  const column = (t: number): ColumnLayout => {
    const left = initialWidth + (t - 1) * columnWidth;
    const center = left + columnWidth / 2 + (labelWidth - (shape.arcs ? arcWidth : 0)) / 2;
    return { t, left, width: columnWidth, center: Math.round(center) };
  };
  return {
    ...heights,
    width: initialWidth + shape.steps * columnWidth,
    columns: range(1, shape.steps + 1).map(column),
    initial: { t: 0, left: 0, width: initialWidth, center: initialWidth / 2 },
    columnWidth,
    crowded: shape.arcs,
    labelWidth,
    rows,
  };
}

type Heights = Omit<
  GraphLayout,
  'width' | 'columns' | 'initial' | 'columnWidth' | 'labelWidth' | 'crowded'
>;

/** The height of the graph with its rows as close as they may stand. */
export function tightestHeight(shape: GraphShape): number {
  const strips = shape.rows.map((row) => stripLayout(row.size, 0, shape.rows.length));
  return stackRows(shape, strips, 0).height;
}

/** Stands the rows on each other, the gaps as wide as the room allows. */
function stackRows(shape: GraphShape, strips: readonly StripLayout[], height: number): Heights {
  const foot = shape.tokens ? 44 : 22;
  const solid = pill * 2 + foot + strips.reduce((sum, s) => sum + s.height, 0);
  const spaces = shape.rows.length + 1;
  const gap = Math.min(loosest, Math.max(tightest, Math.floor((height - solid) / spaces)));
  const total = { top: 0, height: pill };
  const loss = { top: pill + Math.min(gap, 14), height: pill };
  let top = loss.top + loss.height;
  const rows = shape.rows.map((row, i) => ({ ...row, index: i })).reverse();
  const placed = rows.map((row): RowLayout => {
    const strip = strips[row.index] ?? stripLayout(row.size, 0, shape.rows.length);
    top += row.name === 'prediction' ? Math.max(gap, 20) : gap;
    const place = { ...strip, name: row.name, top };
    top += strip.height;
    return place;
  });
  const tokenBaseline = top + 20;
  const stepBaseline = tokenBaseline + (shape.tokens ? 17 : -3);
  return {
    rows: placed.reverse(),
    total,
    loss,
    tokenBaseline,
    stepBaseline,
    height: stepBaseline + 8,
  };
}
