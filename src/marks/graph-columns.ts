// Across the picture: how wide strips, labels and the room for wires are, so that all columns fit where they can.

import { mostNumbered, type StripLayout, stripLayout, stripWidths } from './strip-layout.ts';
import type { Wiring } from './wiring.ts';

/** What stands in a row: a quantity, its size, and the characters of its label's index (a with f,2: 3). */
export interface RowShape {
  readonly name: string;
  readonly size: number;
  readonly indexLength: number;
  /** Whether ∂L/∂quantity is computed: it stands below the value. */
  readonly hasGradient: boolean;
}

/** Where wires run in every column, in px from the widest strip's edges. */
export interface Tracks {
  /** From the right edge to the forward wire of lane 0; its gradient runs `beside` right of it. */
  readonly lane: number;
  readonly lanePitch: number;
  /** From the left edge to the trunk of x. */
  readonly input: number;
  /** From the left edge to the forward wire of trunk 0; its gradient runs `beside` left of it. */
  readonly trunk: number;
  readonly trunkPitch: number;
  readonly beside: number;
  /** Left of the letters, where no trunk runs: the room of an edge from column to column. */
  readonly edge: number;
}

export interface Across {
  readonly strips: readonly StripLayout[];
  /** Of every row, and the widest. */
  readonly labels: readonly number[];
  readonly labelWidth: number;
  readonly initialWidth: number;
  readonly columnWidth: number;
  /** From a column's left edge to the middle of its strips. */
  readonly middle: number;
  readonly tracks: Tracks;
}

/** Tightest and loosest, in px. */
const initial = [34, 46] as const;
const edge = [12, 36] as const;
const lanePitch = [6.5, 12] as const;
const inputRoom = [5, 8] as const;
const trunkPitch = [11, 17] as const;
const widestColumn = 230;
/** Between a strip and the first lane, and between a label and the first trunk (a head fits). */
const beforeLanes = 6;
const beforeTrunks = 10;

/** For so many columns (`steps`) in so much width, in px. */
export function layoutAcross(
  rows: readonly RowShape[],
  wiring: Wiring,
  steps: number,
  width: number,
): Across {
  const labels = rows.map(labelWidthOf);
  const labelWidth = Math.max(...labels);
  const widths = rows.map((row) => stripWidths(row.size));
  const least = Math.max(...widths.map((w) => w.least));
  const most = Math.max(...widths.map((w) => w.most));
  const needAt = (looseness: number): number =>
    labelWidth + between([least, most], looseness) + wireRoom(wiring, looseness).all;
  const fairAt = (looseness: number): number => (width - between(initial, looseness)) / steps;
  const [tight, loose] = [needAt(0) - fairAt(0), needAt(1) - fairAt(1)];
  const looseness = Math.min(1, Math.max(0, -tight / Math.max(1e-9, loose - tight)));
  const { before, after, tracks } = wireRoom(wiring, looseness);
  const strip = between([least, most], looseness);
  // Cells are equally wide in all rows: where numbers stand in columns, the largest vector says how wide.
  const numbered = Math.max(...rows.map(({ size }) => (size <= mostNumbered ? size : 0)));
  const strips = rows.map(({ size }) => {
    const part = size <= mostNumbered ? size / numbered : 1;
    return stripLayout(size, strip * part + 1e-6, rows.length);
  });
  const widest = Math.max(...strips.map((s) => s.width));
  const need = before + labelWidth + widest + after;
  const initialWidth = Math.round(between(initial, looseness));
  const fair = Math.floor((width - initialWidth) / steps);
  const columnWidth = Math.max(Math.floor(need), Math.min(widestColumn, fair));
  return {
    strips,
    labels,
    labelWidth,
    initialWidth,
    columnWidth,
    middle: (columnWidth - need) / 2 + before + labelWidth + widest / 2,
    tracks: { ...tracks, input: labelWidth + tracks.input, trunk: labelWidth + tracks.trunk },
  };
}

/** How many columns fit at their tightest. */
export function columnsThatFit(rows: readonly RowShape[], wiring: Wiring, width: number): number {
  const strip = Math.max(...rows.map((row) => stripWidths(row.size).least));
  const label = Math.max(...rows.map(labelWidthOf));
  return Math.floor((width - initial[0]) / (label + strip + wireRoom(wiring, 0).all));
}

interface WireRoom {
  readonly before: number;
  readonly after: number;
  readonly all: number;
  readonly tracks: Tracks;
}

/** Left of the labels the trunks, or the room of an edge from column to column; right of the strips the lanes. */
function wireRoom({ lanes, trunks, input }: Wiring, looseness: number): WireRoom {
  const lane = between(lanePitch, looseness);
  const trunk = between(trunkPitch, looseness);
  const inputs = input ? between(inputRoom, looseness) : 0;
  const wires = beforeTrunks + inputs + trunks * trunk;
  const before = trunks > 0 ? wires : between(edge, looseness) + (input ? inputs : 0);
  const after = lanes > 0 ? beforeLanes + lanes * lane : 1;
  return {
    before,
    after,
    all: before + after,
    tracks: {
      lane: beforeLanes,
      lanePitch: lane,
      input: beforeTrunks,
      trunk: beforeTrunks + inputs,
      trunkPitch: trunk,
      edge: before,
      beside: Math.min(lane, trunk - 3) * 0.54,
    },
  };
}

/** In the type of the labels, 13 px: the letter, the index at three quarters, and the space before the strip. */
function labelWidthOf({ name, indexLength }: RowShape): number {
  const letter = /^[mw]/i.test(name) ? 13 : 8;
  return Math.round(letter + 5 + 6 * indexLength);
}

function between([low, high]: readonly [number, number], part: number): number {
  return low + (high - low) * part;
}
