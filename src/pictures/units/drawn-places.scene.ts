// Which edges of a join are drawn, as places in its matrix: all of them, or the strongest where they are too many.

import { range } from 'd3-array';
import { tablePer } from '#base/memo.ts';
import type { Trace } from '#trace/record/trace.ts';
import { joinSize, joinSource } from './join-numbers.scene.ts';
import { spreadPlaces, strongestPlaces } from './strongest.scene.ts';
import type { UnitJoin } from './unit-joins.scene.ts';

export interface Choice {
  /** What tells the strong from the weak; null where nothing is computed yet, and some stand for all. */
  readonly numbers: Float64Array | null;
  /** The step at which the source is read; null while it is not known. */
  readonly read: number | null;
  readonly most: number;
}

/** Found once for the same numbers: a beat changes those of a few joins only. */
const found = tablePer<Float64Array, readonly number[]>();

/** In order. */
export function drawnPlaces(trace: Trace, join: UnitJoin, choice: Choice): readonly number[] {
  const { numbers, read, most } = choice;
  const possible = possiblePlaces(trace, join, read, most);
  const { rows, columns } = joinSize(trace, join);
  const count = possible?.length ?? rows * columns;
  if (count <= most) return possible ?? range(count);
  if (numbers === null) return at(possible, spreadPlaces(count, most));
  const key = `${most} ${join.kind === 'input' ? read : ''}`;
  return found(numbers, key, () =>
    at(possible, strongestPlaces(possible?.map((place) => numbers[place] ?? 0) ?? numbers, most)),
  );
}

function at(possible: readonly number[] | null, order: readonly number[]): readonly number[] {
  return possible ? order.map((i) => possible[i] ?? 0) : order;
}

/**
 * The places that are edges at all; null: every one. Of many inputs, or where no single weight reads them, only those
 * that say something: a one-hot vector has a single one.
 */
function possiblePlaces(
  trace: Trace,
  join: UnitJoin,
  read: number | null,
  most: number,
): readonly number[] | null {
  const { rows, columns } = joinSize(trace, join);
  if (join.diagonal) return range(rows).map((i) => i * (columns + 1));
  if (join.kind !== 'input' || (join.weight && rows * columns <= most)) return null;
  if (read === null) return [];
  const values = joinSource(trace, join, read);
  const speaking = range(columns).filter((j) => values[j] !== 0);
  return range(rows).flatMap((i) => speaking.map((j) => i * columns + j));
}
