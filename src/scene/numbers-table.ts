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
import { numbersOf } from '#trace/numbers-of.ts';
import type { Trace } from '#trace/trace.ts';
import { type Moment, presenceOf } from './presence.ts';

export interface NumbersCell {
  readonly id: QuantityId;
  /** The entries, row by row. `absent`: no beat computes any at this step; `unknown`: not computed yet. */
  readonly numbers: Float64Array | 'absent' | 'unknown';
}

export interface NumbersRow {
  readonly kind: 'value' | 'gradient' | 'weight gradient';
  /** Of the quantity, or of the parameter. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** One a step. */
  readonly cells: readonly NumbersCell[];
  /** The sum over time, where the steps add up to one. */
  readonly sum: NumbersCell | null;
}

/** Values of these quantities (with `loss`), then all gradients, at these steps. */
export function valueRows(
  trace: Trace,
  moment: Moment,
  names: readonly string[],
  steps: readonly number[],
): readonly NumbersRow[] {
  const row = (kind: 'value' | 'gradient', name: string, id: (t: number) => QuantityId) => ({
    kind,
    name,
    rows: name === 'loss' ? 1 : sizeOf(trace.model, name),
    columns: 1,
    cells: steps.map((t) => cellOf(trace, moment, id(t))),
    sum: null,
  });
  return [
    ...names.map((name) => row('value', name, (t) => valueId(name, t))),
    row('value', 'loss', lossId),
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
    const { rows, columns } = parameterOf(trace.model, name);
    return {
      kind: 'weight gradient',
      name,
      rows,
      columns,
      cells: steps.map((t) => cellOf(trace, moment, contributionId(name, t))),
      sum: cellOf(trace, moment, parameterGradientId(name)),
    };
  });
}

function cellOf(trace: Trace, moment: Moment, id: QuantityId): NumbersCell {
  if (!moment.reveals.has(id)) return { id, numbers: 'absent' };
  const numbers = presenceOf(moment, id) === 'unknown' ? null : numbersOf(trace, id);
  return { id, numbers: numbers?.data ?? 'unknown' };
}

/** More cells are no text to paste: about 4 MB. */
const mostTextCells = 200_000;

/**
 * Tab-separated, a line an entry, with every digit: what a spreadsheet takes. `head` names the columns: quantity, row,
 * column, a step, the sum. Of rows beyond `mostTextCells` cells none is begun.
 */
export function tableText(
  rows: readonly NumbersRow[],
  steps: readonly number[],
  head: readonly [string, string, string, (t: number) => string, string],
): string {
  const [quantity, row, column, step, sum] = head;
  const lines = [[quantity, row, column, ...steps.map(step), sum]];
  for (const { kind, name, cells, rows: height, columns, ...of } of rows) {
    if ((lines.length + height * columns) * (steps.length + 4) > mostTextCells) break;
    const label = kind === 'value' ? name : `∂L/∂${name}`;
    for (let i = 0; i < height * columns; i++) {
      const place = [String(Math.floor(i / columns) + 1), String((i % columns) + 1)];
      const numbers = [...cells, ...(of.sum ? [of.sum] : [])].map((cell) => numberText(cell, i));
      lines.push([label, ...place, ...numbers]);
    }
  }
  return lines.map((line) => line.join('\t')).join('\n');
}

function numberText({ numbers }: NumbersCell, entry: number): string {
  return typeof numbers === 'string' ? '' : String(numbers[entry] ?? '');
}
