// One Jacobian of the run as a matrix of tones and numbers, and its singular values as bars.

import { formatNumber, formatWithin } from '#base/format.ts';
import { limitOf, type Tone, toneOf } from '#marks/tone.ts';
import { sizeOf } from '#model/model.ts';
import { type Notation, standard } from '#model/notation.ts';
import { entryId, jacobianId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { shownEntry, shownShape, shownValues } from '#model/shown-matrix.ts';
import { type Moment, type Presence, presenceOf } from '#playback/presence.ts';
import { jacobian } from '#trace/derived/jacobian.ts';
import { singularValues } from '#trace/derived/singular-values.ts';
import type { Trace } from '#trace/record/trace.ts';

/** ∂to_t/∂from_{t−1}. */
export interface JacobianChoice {
  readonly t: number;
  readonly to: string;
  readonly from: string;
}

export interface JacobianCell {
  readonly id: QuantityId;
  readonly tone: Tone;
  readonly text: string;
}

export interface SingularBar {
  /** From 1, the largest first. */
  readonly place: number;
  readonly text: string;
  /** Of the longest bar, which is 1 or the largest singular value: 0 … 1. */
  readonly share: number;
}

export interface JacobianScene {
  readonly id: QuantityId;
  readonly presence: Presence;
  /** As it is shown: with row vectors, transposed. */
  readonly rows: number;
  readonly columns: number;
  /** Row-major. */
  readonly values: Float64Array;
  /** Full tone; never less than 1, so that a step that hardly passes anything looks faint. */
  readonly limit: number;
  /** Row by row; empty where the matrix is drawn by colour only. */
  readonly cells: readonly (readonly JacobianCell[])[];
  /** All of them, or the largest and the smallest. */
  readonly bars: readonly SingularBar[];
  /** Where a vector keeps its length, as a share of the longest bar. */
  readonly one: number;
}

/** More rows or columns than this are drawn by colour only. */
export const mostNumbered = 8;
/** Width of a cell in ems of its type. */
const cellEms = 2.7;

/** The Jacobians of a step are there with its last value. */
export function jacobianPresence(
  { model, progress }: Pick<Trace, 'model' | 'progress'>,
  moment: Moment,
  t: number,
): Presence {
  return t <= progress.forward ? presenceOf(moment, valueId(model.cell.output, t)) : 'unknown';
}

export function buildJacobianScene(
  trace: Trace,
  presence: Presence,
  { t, to, from }: JacobianChoice,
  notation: Pick<Notation, 'vectors'> = standard,
): JacobianScene {
  const id = jacobianId(to, t, from);
  const [rows, columns] = [sizeOf(trace.model, to), sizeOf(trace.model, from)];
  const known = presence !== 'unknown';
  const values = known ? jacobian(trace, t, to, from) : new Float64Array(rows * columns);
  const limit = Math.max(1, limitOf(values));
  const singular = known ? singularValues(values, rows, columns) : new Float64Array(0);
  const longest = Math.max(1, singular[0] ?? 0);
  return {
    id,
    presence,
    ...shownShape(notation, { rows, columns }),
    values: shownValues(notation, values, { rows, columns }),
    limit,
    cells:
      Math.max(rows, columns) > mostNumbered
        ? []
        : cellsOf({ id, rows, columns, values, limit, notation }),
    bars: barsOf(singular, longest),
    one: 1 / longest,
  };
}

function cellsOf({
  id,
  values,
  limit,
  notation,
  ...file
}: Pick<JacobianScene, 'id' | 'rows' | 'columns' | 'values' | 'limit'> & {
  readonly notation: Pick<Notation, 'vectors'>;
}): JacobianScene['cells'] {
  const { rows, columns } = shownShape(notation, file);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (__, j) => {
      const { row, column } = shownEntry(notation, { row: i + 1, column: j + 1 });
      const value = values[(row - 1) * file.columns + column - 1] ?? 0;
      const text = formatWithin(value, cellEms);
      return { id: entryId(id, row, column), tone: toneOf(value, limit), text };
    }),
  );
}

function barsOf(singular: Float64Array, longest: number): readonly SingularBar[] {
  const bars = Array.from(singular, (value, i) => ({
    place: i + 1,
    text: formatNumber(value),
    share: value / longest,
  }));
  return bars.length <= mostNumbered
    ? bars
    : [...bars.slice(0, mostNumbered - 1), ...bars.slice(-1)];
}
