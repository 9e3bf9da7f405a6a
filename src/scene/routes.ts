// The way of every connection through the layout; which course it takes says wiring.ts.

import { present } from '#base/exhaustive.ts';
import { type Point, sideways, straight } from './curve.ts';
import type { ColumnLayout, GraphLayout, RowLayout } from './layout.ts';
import type { Way } from './way.ts';
import { wire } from './wire.ts';
import type { Connection } from './wiring.ts';

/** Clear of the strip by so much. */
const clearance = 3;
const beforeLabel = 3;
/** Forward and backward edge stand so far on either side of the middle. */
const apart = 7;

/** Where wires meet the side of a strip, as parts of half its height; negative is above the middle. */
const ports = {
  /** To the next column, and what comes back. */
  state: { forward: -0.6, backward: -0.1 },
  /** Into a lane, at its lower and its upper end. */
  laneStart: { forward: -0.35, backward: 0.2 },
  laneEnd: { forward: 0.85, backward: 0.45 },
  /** At the left side of a strip: from the trunks. */
  trunk: { forward: -0.5, backward: 0 },
  input: { forward: 0.5, backward: 0.5 },
} as const;

type Direction = 'forward' | 'backward';

const sweepShift: Readonly<Record<Direction, number>> = { forward: 2 - apart, backward: apart - 1 };

export function rowNamed(layout: GraphLayout, name: string): RowLayout {
  return present(
    layout.rows.find((row) => row.name === name),
    `row ${name}`,
  );
}

/** The column of a step that is shown; for the step before the first of them, the room at the left. */
export function columnAt({ initial, columns }: GraphLayout, t: number): ColumnLayout {
  return t === initial.t ? initial : present(columns[t - initial.t - 1], `column ${t}`);
}

/** The way of a connection into step t, from its source to its user. The gradient runs the backward way in reverse. */
export function wayOf(
  layout: GraphLayout,
  { from, to, course }: Connection,
  t: number,
  direction: Direction,
): Way {
  const column = columnAt(layout, t);
  const [source, user] = [rowNamed(layout, from.quantity), rowNamed(layout, to)];
  switch (course.kind) {
    case 'upwards':
      return upwards(column, source.top, user.top + user.height, direction);
    case 'lane':
      return alongLane(layout, column, source, user, course.lane, direction);
    case 'input':
      return fromInput(layout, column, source, user);
    case 'road':
      return wire(
        departure(layout, source, t, direction),
        arrival(column, user, ports.state[direction]),
      );
    case 'sweep': {
      const shift = sweepShift[direction];
      const [start, end] = [exit(layout, source, t), arrival(column, user, 0)];
      return sideways({ x: start.x, y: start.y + shift }, { x: end.x, y: end.y + shift });
    }
    case 'trunk': {
      const start = departure(layout, source, t, direction);
      const x = trunkAt(layout, column, course.trunk, direction);
      const end = arrival(column, user, ports.trunk[direction]);
      return wire(start, { x, y: start.y }, { x, y: end.y }, end);
    }
  }
}

/** The way of a connection out of the last column, as far as the picture goes. */
export function wayOut(
  layout: GraphLayout,
  { from, course }: Connection,
  direction: Direction,
): Way {
  const source = rowNamed(layout, from.quantity);
  const after = layout.window.to + 1;
  const { x, y } = exit(layout, source, after);
  const start =
    course.kind === 'sweep'
      ? { x, y: y + sweepShift[direction] }
      : departure(layout, source, after, direction);
  return straight(start, { x: layout.width - 2, y: start.y });
}

/** Straight up in a column, between two heights. */
export function upwards(
  column: ColumnLayout,
  bottom: number,
  top: number,
  direction: Direction,
): Way {
  const x = column.center + (direction === 'forward' ? -apart : apart);
  return straight({ x, y: bottom - clearance }, { x, y: top + clearance });
}

/** Where the trunk of a state runs in the gap left of a column. */
export function trunkAt(
  { stripWidth, tracks }: GraphLayout,
  column: ColumnLayout,
  trunk: number,
  direction: Direction,
): number {
  const forward = column.center - stripWidth / 2 - tracks.trunk - trunk * tracks.trunkPitch;
  return direction === 'forward' ? forward : forward - tracks.beside;
}

/** Where a state leaves its column on the way into step t, or its gradient arrives. */
export function departure(
  layout: GraphLayout,
  source: RowLayout,
  t: number,
  direction: Direction,
): Point {
  const { x, y } = exit(layout, source, t);
  return { x, y: y + (ports.state[direction] * source.height) / 2 };
}

/** The middle of the right side of a state's strip at the step before t. */
function exit(layout: GraphLayout, source: RowLayout, t: number): Point {
  const { center, width } = columnAt(layout, t - 1);
  const isFirst = t === layout.window.from;
  const x = isFirst ? width - 3 : center + source.width / 2 + clearance;
  return { x, y: source.top + source.height / 2 };
}

/** Left of a strip's letter. */
function arrival({ center }: ColumnLayout, row: RowLayout, port: number): Point {
  return {
    x: center - row.width / 2 - row.labelWidth - beforeLabel,
    y: row.top + row.height / 2 + (port * row.height) / 2,
  };
}

function alongLane(
  { stripWidth, tracks }: GraphLayout,
  { center }: ColumnLayout,
  source: RowLayout,
  user: RowLayout,
  lane: number,
  direction: Direction,
): Way {
  const beside = direction === 'forward' ? 0 : tracks.beside;
  const x = center + stripWidth / 2 + tracks.lane + lane * tracks.lanePitch + beside;
  const at = (row: RowLayout, port: number): Point => ({
    x: center + row.width / 2 + clearance,
    y: row.top + row.height / 2 + (port * row.height) / 2,
  });
  const start = at(source, ports.laneStart[direction]);
  const end = at(user, ports.laneEnd[direction]);
  return wire(start, { x, y: start.y }, { x, y: end.y }, end);
}

/** Out of the top of x, to the left below the next row, up the trunk, and into the user. */
function fromInput(
  layout: GraphLayout,
  column: ColumnLayout,
  source: RowLayout,
  user: RowLayout,
): Way {
  const above = present(layout.rows[layout.rows.indexOf(source) + 1], 'row above x');
  const turn = (source.top + above.top + above.height) / 2;
  const x = column.center - layout.stripWidth / 2 - layout.tracks.input;
  const end = arrival(column, user, ports.input.forward);
  const start = { x: column.center - source.width / 2 + 6, y: source.top - 1 };
  return wire(start, { x: start.x, y: turn }, { x, y: turn }, { x, y: end.y }, end);
}
