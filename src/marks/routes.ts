// The way of every connection through the layout; which course it takes says wiring.ts.

import { present } from '#base/exhaustive.ts';
import { type Point, sideways, straight } from './curve.ts';
import type { ColumnLayout, GraphLayout, RowLayout } from './graph-layout.ts';
import type { Way } from './way.ts';
import { wire } from './wire.ts';
import type { Connection } from './wiring.ts';

/** Clear of the strip by so much. */
const clearance = 3;
const beforeLabel = 3;
/** Forward and backward edge stand so far on either side of the middle. */
const apart = 7;

/**
 * Where wires meet the side of a strip, as parts of half its height; negative is above the middle. Forward they meet
 * that of the value, backward that of the gradient.
 */
const ports = {
  middle: { forward: 0, backward: 0 },
  /** To the next column, and what comes back. */
  state: { forward: -0.6, backward: -0.6 },
  /** Into a lane, at its lower and its upper end. */
  laneStart: { forward: 0, backward: 0 },
  laneEnd: { forward: 0.6, backward: 0.6 },
  /** At the left side of a strip: from the trunks. */
  trunk: { forward: -0.5, backward: 0 },
  input: { forward: 0.5, backward: 0.5 },
} as const;

type Port = keyof typeof ports;
type Direction = 'forward' | 'backward';

/** The height at which a wire meets a row. */
function heightAt(row: RowLayout, port: Port, direction: Direction): number {
  const { top, height } = (direction === 'backward' && row.gradient) || row;
  return top + (height / 2) * (1 + ports[port][direction]);
}

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
      return upwards(column, source.top, user.bottom, direction);
    case 'lane':
      return alongLane(layout, column, source, user, course.lane, direction);
    case 'input':
      return fromInput(layout, column, source, user);
    case 'road':
      return wire(
        departure(layout, source, t, direction),
        arrival(column, user, 'state', direction),
      );
    case 'sweep':
      return sideways(
        exit(layout, source, t, 'middle', direction),
        arrival(column, user, 'middle', direction),
      );
    case 'trunk': {
      const start = departure(layout, source, t, direction);
      const x = trunkAt(layout, column, course.trunk, direction);
      const end = arrival(column, user, 'trunk', direction);
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
  const start =
    course.kind === 'sweep'
      ? exit(layout, source, after, 'middle', direction)
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
  return exit(layout, source, t, 'state', direction);
}

/** The right side of a state's strip at the step before t. */
function exit(
  layout: GraphLayout,
  source: RowLayout,
  t: number,
  port: Port,
  direction: Direction,
): Point {
  const { center, width } = columnAt(layout, t - 1);
  const isFirst = t === layout.window.from;
  const x = isFirst ? width - 3 : center + source.width / 2 + clearance;
  return { x, y: heightAt(source, port, direction) };
}

/** Left of a strip's letter; a gradient has none. */
function arrival(
  { center }: ColumnLayout,
  row: RowLayout,
  port: Port,
  direction: Direction,
): Point {
  const beside =
    direction === 'backward' && row.gradient ? clearance : row.labelWidth + beforeLabel;
  return { x: center - row.width / 2 - beside, y: heightAt(row, port, direction) };
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
  const at = (row: RowLayout, port: Port): Point => ({
    x: center + row.width / 2 + clearance,
    y: heightAt(row, port, direction),
  });
  const start = at(source, 'laneStart');
  const end = at(user, 'laneEnd');
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
  const turn = (source.top + above.bottom) / 2;
  const x = column.center - layout.stripWidth / 2 - layout.tracks.input;
  const end = arrival(column, user, 'input', 'forward');
  const start = { x: column.center - source.width / 2 + 6, y: source.top - 1 };
  return wire(start, { x: start.x, y: turn }, { x, y: turn }, { x, y: end.y }, end);
}
