// The way of every edge through the layout: straight between neighbouring rows, in an arc past rows, level between columns.

import { present } from '#base/exhaustive.ts';
import type { Edge } from '#model/model.ts';
import { around, type Curve, sideways, straight } from './curve.ts';
import type { ColumnLayout, GraphLayout, RowLayout } from './layout.ts';

/** The forward way of an edge, and where its backward companion runs beside it. */
export interface Route {
  readonly forward: Curve;
  /** The same way, from source to user; the gradient runs it in reverse. */
  readonly backward: Curve;
  /** Which way strands of one edge lie beside each other. */
  readonly across: 'x' | 'y';
}

/** Clear of the strip by so much. */
const clearance = 3;
/** Forward and backward edge stand so far on either side of the middle. */
const apart = 7;

export function rowNamed(layout: GraphLayout, name: string): RowLayout {
  return present(
    layout.rows.find((row) => row.name === name),
    `row ${name}`,
  );
}

export function columnAt(layout: GraphLayout, t: number): ColumnLayout {
  return t === 0 ? layout.initial : present(layout.columns[t - 1], `column ${t}`);
}

/** The way of a declared edge into step t. */
export function routeOf(layout: GraphLayout, edge: Edge, t: number): Route {
  const from = rowNamed(layout, edge.from.quantity);
  const to = rowNamed(layout, edge.to);
  if (edge.from.at === 'before') return betweenColumns(layout, from, to, t);
  const rise = layout.rows.indexOf(to) - layout.rows.indexOf(from);
  return rise === 1
    ? upwards(columnAt(layout, t), from.top, to.top + to.height)
    : past(columnAt(layout, t), from, to, rise);
}

/** Straight up in a column, between two heights. */
export function upwards(column: ColumnLayout, bottom: number, top: number): Route {
  const at = (dx: number): Curve =>
    straight(
      { x: column.center + dx, y: bottom - clearance },
      { x: column.center + dx, y: top + clearance },
    );
  return { forward: at(-apart), backward: at(apart), across: 'x' };
}

function past(column: ColumnLayout, from: RowLayout, to: RowLayout, rise: number): Route {
  const end = (row: RowLayout, dy: number): { x: number; y: number } => ({
    x: column.center + row.width / 2 + clearance,
    y: row.top + row.height / 2 + dy,
  });
  const bulge = 8 + 5 * rise;
  return {
    forward: around(end(from, -3), end(to, 3), bulge),
    backward: around(end(from, 0), end(to, -2), bulge + 5),
    across: 'x',
  };
}

function betweenColumns(layout: GraphLayout, from: RowLayout, to: RowLayout, t: number): Route {
  const [left, right] = [columnAt(layout, t - 1), columnAt(layout, t)];
  const out = t === 1 ? left.width / 2 - 4 : from.width / 2 + clearance;
  const start = { x: left.center + out, y: from.top + from.height / 2 };
  const end = {
    x: right.center - to.width / 2 - layout.labelWidth,
    y: to.top + to.height / 2,
  };
  const at = (dy: number): Curve =>
    sideways({ x: start.x, y: start.y + dy }, { x: end.x, y: end.y + dy });
  return { forward: at(-apart + 2), backward: at(apart - 1), across: 'y' };
}
