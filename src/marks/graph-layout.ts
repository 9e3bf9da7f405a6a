// Where everything of the unrolled graph stands: a function of the net's shape and the room, never of the moment.
//
//        ┌ total loss ────────────────────────────────┐
//        │            L_1                  L_2        │  losses (only at loss steps)
//        │            ŷ                    ŷ          │
//        │            logits               logits     │  rows, the last computed on top;
//        │            ∂L/∂logits           ∂L/∂logits │  below a value the place of its gradient
//        │  h_0  ───► h      ───────────►  h          │
//        │            ∂L/∂h                ∂L/∂h      │
//        │            a                    a          │
//        │            x                    x          │
//        └            token                token      ┘

import { range } from 'd3-array';
import { present } from '#base/exhaustive.ts';
import { type Model, sizeOf } from '#model/model.ts';
import { type Notation, standard } from '#model/notation.ts';
import { isWindowed, lengthOf, type StepWindow, wholeRun } from '#playback/window.ts';
import {
  type Across,
  columnsThatFit,
  layoutAcross,
  type RowShape,
  type Tracks,
} from './graph-columns.ts';
import { gradientStrip, lowered, type StripLayout } from './strip-layout.ts';
import { type Lettering, symbolOf } from './symbol.ts';
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
  /** The place of the gradient, below the value; null where none is computed. */
  readonly gradient: (StripLayout & { readonly top: number }) | null;
  /** Lower edge of value and gradient together. */
  readonly bottom: number;
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
  /** Baselines of the token and of "t = 1"; the same where they share a line. */
  readonly tokenBaseline: number;
  readonly stepBaseline: number;
}

const usualPill = 24;
const lowPill = 20;
/** Between a value and its gradient. */
const aboveGradient = 1;
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
const comfortable = 14;
const endRoom = 2;
const wayOut = 28;
const loosest = 48;

/** Signs of the symbol's smaller type, below, above and behind its letter. */
function besideLetter({ index, above, after }: Lettering): number {
  return (index + above + after).length;
}

/** `window`: the steps to show; without it, all. */
export function shapeOf(
  model: Model,
  steps: number,
  tokens: boolean,
  window: StepWindow = wholeRun(steps),
  notation: Notation = standard,
): GraphShape {
  const names = rowNames(model);
  return {
    rows: names.map((name) => ({
      name,
      size: sizeOf(model, name),
      indexLength: besideLetter(symbolOf(notation, name, steps)),
      hasGradient: model.quantities.some((quantity) => quantity.name === name),
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

/** The height of the graph with its rows as low, and as close, as they may stand. */
export function tightestHeight(shape: GraphShape, width: number): number {
  return stackRows(shape, acrossOf(shape, width), 0).height;
}

/** The same with gaps in which an arrow is seen: what stands below the graph may have the rest. */
export function comfortableHeight(shape: GraphShape, width: number): number {
  const { solid, spaces } = massesOf(shape, acrossOf(shape, width), true);
  return solid + spaces * comfortable + besideTarget;
}

/** Over the row of the predictions stand the targets: so much more than the tightest gap. */
const besideTarget = 14;

interface Masses {
  /** Of the rows, from the bottom up. */
  readonly strips: readonly StripLayout[];
  readonly gradients: readonly (StripLayout | null)[];
  readonly pill: number;
  readonly foot: number;
  /** All heights together, and the gaps between them. */
  readonly solid: number;
  readonly spaces: number;
}

/** What takes height; `isLow`: cells, pills and foot are lower where the room is. */
function massesOf({ rows, tokens }: GraphShape, { strips }: Across, isLow: boolean): Masses {
  const own = isLow ? strips.map(lowered) : strips;
  const gradients = rows.map(({ hasGradient }, i) =>
    hasGradient ? gradientStrip(present(own[i], 'strip'), isLow) : null,
  );
  const pill = isLow ? lowPill : usualPill;
  const foot = tokens && !isLow ? 44 : 24;
  const heights = own.reduce((sum, strip) => sum + strip.height, 0);
  const below = gradients.reduce((sum, g) => sum + (g ? g.height + aboveGradient : 0), 0);
  return {
    strips: own,
    gradients,
    pill,
    foot,
    solid: pill * 2 + foot + heights + below,
    spaces: rows.length + 1,
  };
}

/** Stands the rows on each other, the gaps as wide as the room allows; rather than arrows too short to see, lower rows. */
function stackRows(shape: GraphShape, across: Across, height: number): Heights {
  const usual = massesOf(shape, across, false);
  const isLow = usual.solid + usual.spaces * comfortable + besideTarget > height;
  const { strips, gradients, pill, solid, spaces } = isLow ? massesOf(shape, across, true) : usual;
  const free = Math.floor((height - solid - besideTarget) / spaces);
  const gap = Math.min(loosest, Math.max(tightest, free));
  const total = { top: 0, height: pill };
  const loss = { top: pill + Math.min(gap, 14), height: pill };
  let top = loss.top + loss.height;
  const rows = shape.rows.map((row, i) => ({ ...row, index: i })).reverse();
  const placed = rows.map((row): RowLayout => {
    const strip = present(strips[row.index], `strip of ${row.name}`);
    const gradient = gradients[row.index] ?? null;
    top += row.name === 'prediction' ? Math.max(gap, tightest + besideTarget) : gap;
    const own = top;
    const below = own + strip.height + aboveGradient;
    top = gradient ? below + gradient.height : own + strip.height;
    return {
      ...strip,
      name: row.name,
      top: own,
      labelWidth: across.labels[row.index] ?? 0,
      gradient: gradient && { ...gradient, top: below },
      bottom: top,
    };
  });
  const oneLine = isLow || !shape.tokens;
  const tokenBaseline = top + (oneLine ? 17 : 20);
  const stepBaseline = tokenBaseline + (oneLine ? 0 : 17);
  return {
    rows: placed.reverse(),
    total,
    loss,
    tokenBaseline,
    stepBaseline,
    height: stepBaseline + 7,
  };
}
