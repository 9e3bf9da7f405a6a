// Where single units stand: in the columns of the unrolled graph, each state a slanted column of units, so that what
// comes from below, from the left and from above meets every unit on a side of its own.
//
//        ○ ○        prediction, at loss steps
//     ○
//       ○           h       the states, the one computed last on top
//         ○
//      ○ ○ ○        x

import type { Point } from '#marks/curve.ts';
import { type ColumnLayout, type GraphLayout, pillWidthIn } from '#marks/graph-layout.ts';
import { sizeOf } from '#model/model.ts';
import type { Trace } from '#trace/record/trace.ts';

/** The units of one quantity at one step. */
export interface GroupLayout {
  /** `x`, a state, or `prediction`. */
  readonly quantity: string;
  readonly t: number;
  readonly size: number;
  /** Circles stand alone; cells close up to one strip of colours. */
  readonly shape: 'circle' | 'cell';
  /** The middle of the first unit, and the way from each unit to the next. */
  readonly first: Point;
  readonly pitch: Point;
  /** Of a circle; half the breadth of a strip of cells. */
  readonly radius: number;
}

export interface UnitsLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly ColumnLayout[];
  readonly groups: readonly GroupLayout[];
  /** The graph's own layout with the prediction's row where it stands here: the losses stand above it as they do there. */
  readonly head: GraphLayout;
  readonly tokenBaseline: number;
  readonly stepBaseline: number;
}

/** Between the loss and the prediction: the target stands there. */
const targetRoom = 32;
/** The largest radius of a unit. */
const largest = 17;
/** Columns are never made narrower than this to fit them in. */
const narrowestColumn = 84;
/** Those that are narrower anyway give up little more than what the letters before the first one take. */
const leastPart = 0.94;
/** Right of the last column. */
const endRoom = 2;
/** How much of a column a state may take from its first unit to its last. */
const widestSpread = 0.4;
/** Units smaller than this close up to a strip of cells. */
const smallest = 4.5;
/** Around a circle, for its ring. */
const ringRoom = 4.5;
/** A letter, and a digit of the index below it, in px of the type of labels. */
const letterType = { letter: 9, digit: 6.3 } as const;
/** A digit of the numbers of units. */
const numberDigit = 7.2;
/** Between a letter and the marks to both sides of it. */
const besideLetter = 8;
/** What the states before the first column are drawn with at most, and what is right of them. */
const initialUnit = { radius: 9, after: 5 } as const;
/** Half the breadth of a strip of cells. */
const stripRadius = 7;

/** Where a unit of a group (from 1) stands. */
export function placeOf({ first, pitch }: GroupLayout, unit: number): Point {
  return { x: first.x + (unit - 1) * pitch.x, y: first.y + (unit - 1) * pitch.y };
}

export function groupAt(
  { groups }: UnitsLayout,
  quantity: string,
  t: number,
): GroupLayout | undefined {
  return groups.find((group) => group.t === t && group.quantity === quantity);
}

/** What a picture of units may take, in px. */
export interface UnitsRoom {
  readonly width: number;
  readonly height: number;
}

/**
 * The columns of `unrolled`, with units in place of strips; closer together where they do not fit in the room, but
 * would as units.
 */
export function layoutUnits(
  trace: Trace,
  unrolled: GraphLayout,
  tokens: boolean,
  { width, height }: UnitsRoom,
): UnitsLayout {
  const letters = letterWidth(trace.steps);
  const graph = fitted(unrolled, width, initialRoom(trace, letters), trace.steps);
  const { columnWidth } = graph;
  const foot = tokens ? 44 : 22;
  const top = graph.loss.top + graph.loss.height + targetRoom;
  const zone = { top, bottom: height - foot };
  const states = statesDown(trace, zone, columnWidth);
  const row = Math.min(largest, states.radius);
  const stepsOf = (column: ColumnLayout): readonly GroupLayout[] => {
    const isBefore = column.t === graph.initial.t;
    const hasLoss = !isBefore && trace.lossSteps.includes(column.t);
    const room = { largest: row, letter: letters + besideLetter };
    const input = rowOf(trace, 'x', column, zone.bottom - row - 4, room);
    const output = rowOf(trace, 'prediction', column, top + row, room);
    return [
      ...(isBefore ? [] : [input]),
      ...states.groups.map((place) => slanted(trace, place, column, states, graph)),
      ...(hasLoss ? [output] : []),
    ];
  };
  const bottom = zone.bottom;
  return {
    width: graph.width,
    height,
    columns: graph.columns,
    groups: [graph.initial, ...graph.columns].flatMap(stepsOf),
    head: {
      ...graph,
      rows: graph.rows.map((r) => (r.name === 'prediction' ? { ...r, top: top - 4 } : r)),
    },
    tokenBaseline: bottom + 20,
    stepBaseline: bottom + (tokens ? 37 : 17),
  };
}

/** What the letter of a quantity takes with the index of the last step, in px. */
export function letterWidth(steps: number): number {
  return letterType.letter + letterType.digit * String(steps).length;
}

/** Where the states before the first column stand, with their letters and the numbers of units. */
function initialRoom({ model }: Trace, letter: number): number {
  const { radius, after } = initialUnit;
  const number = numberDigit * String(model.specification.hiddenSize).length;
  return Math.ceil(Math.max(letter, radius + 3 + number) + radius + after + 2);
}

/** The same columns right of so much room, and narrower where units have room enough in them, so that all are seen. */
function fitted(unrolled: GraphLayout, width: number, before: number, steps: number): GraphLayout {
  const graph = movedRight(unrolled, before - unrolled.initial.width);
  const { columns, initial, columnWidth } = graph;
  const fair = Math.floor((width - initial.width - endRoom) / columns.length);
  if (graph.width <= width || fair < Math.min(narrowestColumn, columnWidth * leastPart))
    return graph;
  const middle = (columns[0]?.center ?? 0) - initial.width;
  return {
    ...graph,
    columnWidth: fair,
    width: initial.width + columns.length * fair + endRoom,
    pillWidth: pillWidthIn(fair, steps),
    columns: columns.map((column, i) => {
      const left = initial.width + i * fair;
      return {
        ...column,
        left,
        width: fair,
        center: Math.round(left + (middle * fair) / columnWidth),
      };
    }),
  };
}

function movedRight(graph: GraphLayout, by: number): GraphLayout {
  if (by <= 0) return graph;
  const { initial, columns } = graph;
  return {
    ...graph,
    width: graph.width + by,
    initial: { ...initial, width: initial.width + by, center: initial.center + by / 2 },
    columns: columns.map((column) => ({
      ...column,
      left: column.left + by,
      center: column.center + by,
    })),
  };
}

interface StatePlaces {
  readonly groups: readonly { readonly quantity: string; readonly top: number }[];
  readonly shape: GroupLayout['shape'];
  readonly radius: number;
  readonly pitch: Point;
}

/** The states on each other between the rows of input and prediction, the last computed on top. */
function statesDown(
  { model }: Trace,
  zone: { readonly top: number; readonly bottom: number },
  columnWidth: number,
): StatePlaces {
  const { states } = model.cell;
  const size = model.specification.hiddenSize;
  // In units of the pitch: the units, the gaps between groups, and the two rows with their gaps.
  const parts = states.length * size + (states.length - 1) * 0.55 + 2 * 1.7;
  const height = zone.bottom - zone.top;
  const fair = height / parts;
  // Neighbours stand aslant, so they are further apart than their rows.
  const slant = size > 1 ? Math.min(2.3 * largest, (columnWidth * widestSpread) / (size - 1)) : 0;
  const apart = Math.max(fair * 0.36, Math.hypot(slant, fair) * 0.34);
  const radius = Math.min(largest, apart, columnWidth * 0.14);
  const circles = radius >= smallest;
  const edgeRoom = circles ? Math.max(40, radius * 3 + 12) : 60;
  const free = height - 2 * edgeRoom;
  const gap = circles ? 0.55 : 0;
  const pitchY = free / (states.length * size + (states.length - 1) * gap + (circles ? 0 : 2));
  const spread = circles ? Math.min(columnWidth * widestSpread, (size - 1) * radius * 2.3) : 0;
  const pitch = { x: size > 1 ? spread / (size - 1) : 0, y: Math.min(pitchY, radius * 6) };
  const between = circles ? gap * pitch.y : Math.min(32, 2 * pitch.y + 20);
  const all = states.length * size * pitch.y + (states.length - 1) * between;
  const start = zone.top + (height - all) / 2;
  const groups = states.toReversed().map((quantity, i) => ({
    quantity,
    top: start + i * (size * pitch.y + between),
  }));
  return {
    groups,
    shape: circles ? 'circle' : 'cell',
    radius: circles ? radius : stripRadius,
    pitch,
  };
}

/** One state at one step, from the upper left to the lower right; the states before the first column stand narrow. */
function slanted(
  trace: Trace,
  { quantity, top }: StatePlaces['groups'][number],
  column: ColumnLayout,
  states: StatePlaces,
  graph: GraphLayout,
): GroupLayout {
  const size = sizeOf(trace.model, quantity);
  const isInitial = column.t === graph.initial.t;
  const upright = states.shape === 'circle' ? states.pitch.y * 0.42 : stripRadius;
  const radius = isInitial ? Math.min(initialUnit.radius, states.radius, upright) : states.radius;
  const pitchX = isInitial ? 0 : states.pitch.x;
  const half = ((size - 1) * pitchX) / 2;
  const x = isInitial
    ? column.width - radius - initialUnit.after
    : Math.min(column.center, graph.width - half - radius - 2);
  return {
    quantity,
    t: column.t,
    size,
    shape: states.shape,
    first: { x: x - half, y: top + states.pitch.y / 2 },
    pitch: { x: pitchX, y: states.pitch.y },
    radius,
  };
}

/** Input or prediction of a step, side by side within the column; where it is narrow, right of their letter. */
function rowOf(
  { model }: Trace,
  quantity: string,
  column: ColumnLayout,
  y: number,
  room: { readonly largest: number; readonly letter: number },
): GroupLayout {
  const size = sizeOf(model, quantity);
  const left = column.left + room.letter;
  const right = column.left + column.width - 3;
  const pitch = Math.min(2 * room.largest + 2 * ringRoom, (right - left) / size);
  const radius = Math.min(room.largest, pitch / 2 - ringRoom);
  const shape = radius >= smallest ? 'circle' : 'cell';
  const half = (size * pitch) / 2;
  const middle = Math.min(Math.max(column.center, left + half), right - half);
  const first = { x: middle - half + pitch / 2, y };
  const group = { quantity, t: column.t, size, first, pitch: { x: pitch, y: 0 } };
  return { ...group, shape, radius: shape === 'circle' ? radius : stripRadius };
}
