// The numbers of the picture as rows and columns: values and gradients step by step, and what each step adds to the
// gradient of a weight beside their sum. A view draws them, and as text they go into a spreadsheet.

import { parameterOf, sizeOf } from '#model/model.ts';
import {
  contributionId,
  gradientId,
  lossId,
  parameterGradientId,
  type QuantityId,
  valueId,
} from '#model/quantity-id.ts';
import { type Moment, presenceOf } from '#playback/presence.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import { shareUsed, shareUsedByParameter, usedGradient } from '#trace/derived/used-gradient.ts';
import type { Trace } from '#trace/record/trace.ts';

export interface NumbersCell {
  readonly id: QuantityId;
  /** The entries, row by row. `absent`: no beat computes any at this step; `unknown`: not computed yet. */
  readonly numbers: Float64Array | 'absent' | 'unknown';
  /** Truncation drops all of it: it is that of the whole loss, and the update uses nothing of it. */
  readonly dropped?: true;
}

export interface NumbersRow {
  readonly kind: 'value' | 'loss' | 'gradient' | 'weight gradient';
  /** Of the quantity, or of the parameter. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** One a step. */
  readonly cells: readonly NumbersCell[];
  /** The sum over time, where the steps add up to one. */
  readonly sum: NumbersCell | null;
  /** What the update uses of the sum, where truncation drops a part of it. */
  readonly used: NumbersCell | null;
}

/** Values of these quantities (with `loss`), then all gradients, at these steps. */
export function valueRows(
  trace: Trace,
  moment: Moment,
  names: readonly string[],
  steps: readonly number[],
): readonly NumbersRow[] {
  const row = (
    kind: Exclude<NumbersRow['kind'], 'weight gradient'>,
    name: string,
    id: (t: number) => QuantityId,
  ) => ({
    kind,
    name,
    rows: kind === 'loss' ? 1 : sizeOf(trace.model, name),
    columns: 1,
    cells: steps.map((t) => {
      const isDropped = kind === 'gradient' && shareUsed(trace, t) === 'dropped';
      return cellOf(trace, moment, id(t), isDropped);
    }),
    sum: null,
    used: null,
  });
  return [
    ...names.map((name) => row('value', name, (t) => valueId(name, t))),
    row('loss', 'loss', lossId),
    ...Object.keys(trace.gradients).map((name) =>
      row('gradient', name, (t) => gradientId(name, t)),
    ),
  ];
}

/** One row a parameter. */
export function weightRows(
  trace: Trace,
  moment: Moment,
  steps: readonly number[],
): readonly NumbersRow[] {
  return trace.model.parameters.map(({ name }) => {
    const { rows, columns, offset } = parameterOf(trace.model, name);
    const id = parameterGradientId(name);
    const sum = cellOf(trace, moment, id, false);
    const used = usedGradient(trace).subarray(offset, offset + rows * columns);
    return {
      kind: 'weight gradient',
      name,
      rows,
      columns,
      cells: steps.map((t) => {
        const isDropped = shareUsedByParameter(trace, name, t) === 'dropped';
        return cellOf(trace, moment, contributionId(name, t), isDropped);
      }),
      sum,
      used:
        trace.truncated === null
          ? null
          : { id, numbers: typeof sum.numbers === 'string' ? sum.numbers : used },
    };
  });
}

function cellOf(trace: Trace, moment: Moment, id: QuantityId, isDropped: boolean): NumbersCell {
  if (!moment.reveals.has(id)) return { id, numbers: 'absent' };
  const numbers = presenceOf(moment, id) === 'unknown' ? null : numbersOf(trace, id);
  if (numbers === null) return { id, numbers: 'unknown' };
  return { id, numbers: numbers.data, ...(isDropped ? { dropped: true } : {}) };
}

/** The sum of a row, and what is used of it, where there are such. */
export function totalsOf({ sum, used }: Pick<NumbersRow, 'sum' | 'used'>): readonly NumbersCell[] {
  return [sum, used].filter((cell) => cell !== null);
}

/** More cells are no text to paste: about 4 MB. */
const mostTextCells = 200_000;

/**
 * Tab-separated, a line an entry, with every digit: what a spreadsheet takes. `head` names the columns: quantity, row,
 * column, a step, the sum, and what is used of it where truncation drops a part. Of rows beyond `mostTextCells` cells
 * none is begun.
 */
export function tableText(
  rows: readonly NumbersRow[],
  steps: readonly number[],
  head: readonly [string, string, string, (t: number) => string, string, string],
): string {
  const [quantity, row, column, step, sum, used] = head;
  const isTruncated = rows.some((one) => one.used !== null);
  const lines = [[quantity, row, column, ...steps.map(step), sum, ...(isTruncated ? [used] : [])]];
  for (const { kind, name, cells, rows: height, columns, ...of } of rows) {
    if ((lines.length + height * columns) * (steps.length + 4) > mostTextCells) break;
    const label = kind === 'value' || kind === 'loss' ? name : `∂L/∂${name}`;
    for (let i = 0; i < height * columns; i++) {
      const place = [String(Math.floor(i / columns) + 1), String((i % columns) + 1)];
      const numbers = [...cells, ...totalsOf(of)].map((cell) => numberText(cell, i));
      lines.push([label, ...place, ...numbers]);
    }
  }
  return lines.map((line) => line.join('\t')).join('\n');
}

function numberText({ numbers }: NumbersCell, entry: number): string {
  return typeof numbers === 'string' ? '' : String(numbers[entry] ?? '');
}
