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
import { present } from '#base/exhaustive.ts';
import { type Model, sizeOf } from '#model/model.ts';
import { standard } from '#model/notation.ts';
import {
  type Across,
  columnsThatFit,
  layoutAcross,
  type RowShape,
  type Tracks,
} from './columns.ts';
import type { StripLayout } from './strip-layout.ts';
import { symbolOf } from './symbol.ts';
import { isWindowed, lengthOf, type StepWindow, wholeRun } from './window.ts';
import { rowNames, type Wiring, wiringOf } from './wiring.ts';

export interface GraphShape {
  /** From the bottom up: x, the cell's quantities in their order, logits, prediction. */
  readonly rows: readonly RowShape[];
  /** Place of the cell's output in `rows`: the rows above exist at loss steps only. */
  readonly outputRow: number;
  /** T. */
  readonly steps: number;
  /** The steps that have a column. */
  readonly window: StepWindow;
  readonly tokens: boolean;
  readonly wiring: Wiring;
}

/** The room for graph and strips together, in px. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

export interface RowLayout extends StripLayout {
  readonly name: string;
  readonly top: number;
  /** Room left of the strip for its letter. */
  readonly labelWidth: number;
}

export interface ColumnLayout {
  /** From 1; 0 is before the first step. */
  readonly t: number;
  readonly left: number;
  readonly width: number;
  /** The middle of its strips. */
  readonly center: number;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  /** The steps that have a column, and those columns in order. */
  readonly window: StepWindow;
  readonly columns: readonly ColumnLayout[];
  /** Room of the states before the first column: h_0, or what comes in from a step that has no column. */
  readonly initial: ColumnLayout;
  readonly columnWidth: number;
  /** Edges run close together and are drawn thinner. */
  readonly crowded: boolean;
  /** The widest room for a letter left of a strip. */
  readonly labelWidth: number;
  /** The widest strip. */
  readonly stripWidth: number;
  readonly tracks: Tracks;
  readonly pillWidth: number;
  readonly rows: readonly RowLayout[];
  readonly total: { readonly top: number; readonly height: number };
  readonly loss: { readonly top: number; readonly height: number };
  /** Baselines of the token and of "t = 1". */
  readonly tokenBaseline: number;
  readonly stepBaseline: number;
}

const pill = 24;
const widestPill = 92;
const narrowestPill = 66;
/** Pills narrower than this have smaller type, in px. */
const roomyPill = 84;
/** `L_t = 0.123` in the usual and in the smaller type, without and with each digit of t, in px. */
const lossText = { usual: [64, 6.2], small: [50, 5.2] } as const;
/** Left and right of that text together, at least and at best; and between neighbouring pills. */
const besideText = [8, 14] as const;
const betweenPills = [2, 6] as const;
/** Less room than this between columns, and edges are drawn thinner. */
const roomyEdge = 24;
const tightest = 6;
const endRoom = 2;
const wayOut = 28;
const loosest = 48;

/** `window`: the steps to show; without it, all. */
export function shapeOf(
  model: Model,
  steps: number,
  tokens: boolean,
  window: StepWindow = wholeRun(steps),
): GraphShape {
  const names = rowNames(model);
  return {
    rows: names.map((name) => ({
      name,
      size: sizeOf(model, name),
      indexLength: symbolOf(standard, name, steps).index.length,
    })),
    outputRow: names.indexOf(model.cell.output),
    steps,
    window,
    tokens,
    wiring: wiringOf(model),
  };
}

/** The layout; `stripsHeight` is what the strips below the graph take of the room. */
export function layoutGraph(shape: GraphShape, room: Room, stripsHeight: number): GraphLayout {
  const across = acrossOf(shape, room.width);
  const { columnWidth, initialWidth, labelWidth, tracks } = across;
  const { rows, ...heights } = stackRows(shape, across, room.height - stripsHeight);
  const { from, to } = shape.window;
  const column = (t: number): ColumnLayout => {
    const left = initialWidth + (t - from) * columnWidth;
    return { t, left, width: columnWidth, center: Math.round(left + across.middle) };
  };
  return {
    ...heights,
    width: initialWidth + lengthOf(shape.window) * columnWidth + endOf(shape),
    window: shape.window,
    columns: range(from, to + 1).map(column),
    initial: { t: from - 1, left: 0, width: initialWidth, center: initialWidth / 2 },
    columnWidth,
    crowded: shape.wiring.lanes > 0 || shape.wiring.trunks > 0 || tracks.edge < roomyEdge,
    labelWidth,
    stripWidth: Math.max(...rows.map((row) => row.width)),
    tracks,
    pillWidth: pillWidthIn(columnWidth, shape.steps),
    rows,
  };
}

/** The width of the pills of the losses in columns this wide: the text of the last step stands clear of its edges. */
export function pillWidthIn(columnWidth: number, steps: number): number {
  const digits = String(steps).length;
  const textOf = ([alone, digit]: readonly [number, number]): number => alone + digit * digits;
  const usual = textOf(lossText.usual);
  const wide = columnWidth - betweenPills[0];
  if (wide >= Math.max(roomyPill, usual + besideText[0])) {
    return Math.min(Math.max(widestPill, Math.ceil(usual + besideText[1])), wide);
  }
  const isAmple = columnWidth - betweenPills[1] >= textOf(lossText.small) + besideText[1];
  const most = Math.min(columnWidth - betweenPills[isAmple ? 1 : 0], roomyPill - 1);
  return Math.max(narrowestPill, most);
}

/** The strip of the cell's output, as tall as it will be where there is so much room. */
export function outputStrip(shape: GraphShape, width: number): StripLayout {
  return present(acrossOf(shape, width).strips[shape.outputRow], 'strip of the output');
}

function acrossOf(shape: GraphShape, width: number): Across {
  const { rows, wiring, window } = shape;
  return layoutAcross(rows, wiring, lengthOf(window), width - endOf(shape));
}

/** Right of the last column: the outline of what is lit, and the way to steps that have no column. */
function endOf({ steps }: GraphShape): number {
  return isWindowed(steps) ? wayOut : endRoom;
}

/** How many columns stand side by side in so much width, at their narrowest. */
export function columnsWithin(shape: GraphShape, width: number): number {
  return columnsThatFit(shape.rows, shape.wiring, width - endOf(shape));
}

type Heights = Omit<
  GraphLayout,
  | 'width'
  | 'window'
  | 'columns'
  | 'initial'
  | 'columnWidth'
  | 'labelWidth'
  | 'stripWidth'
  | 'tracks'
  | 'pillWidth'
  | 'crowded'
>;

/** The height of the graph with its rows as close as they may stand. */
export function tightestHeight(shape: GraphShape, width: number): number {
  return stackRows(shape, acrossOf(shape, width), 0).height;
}

/** Stands the rows on each other, the gaps as wide as the room allows. */
function stackRows(shape: GraphShape, across: Across, height: number): Heights {
  const { strips, labels } = across;
  const foot = shape.tokens ? 44 : 22;
  const solid = pill * 2 + foot + strips.reduce((sum, s) => sum + s.height, 0);
  const spaces = shape.rows.length + 1;
  const gap = Math.min(loosest, Math.max(tightest, Math.floor((height - solid) / spaces)));
  const total = { top: 0, height: pill };
  const loss = { top: pill + Math.min(gap, 14), height: pill };
  let top = loss.top + loss.height;
  const rows = shape.rows.map((row, i) => ({ ...row, index: i })).reverse();
  const placed = rows.map((row): RowLayout => {
    const strip = present(strips[row.index], `strip of ${row.name}`);
    top += row.name === 'prediction' ? Math.max(gap, 20) : gap;
    const place = { ...strip, name: row.name, top, labelWidth: labels[row.index] ?? 0 };
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
