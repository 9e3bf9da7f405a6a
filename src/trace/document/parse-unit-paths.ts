// The border for "which weight's chains": from `W_hh,1,3` to an entry that the model has.

import { failure, type Result, success } from '#base/result.ts';
import { suggest } from '#config/suggest.ts';
import type { Model } from '#model/model.ts';

/** One entry of a parameter; row and column from 1. */
export interface ParameterEntry {
  readonly parameter: string;
  readonly row: number;
  readonly column: number;
}

/** From `name,row,column` (a bias may leave out the column). The path of a fault is the option's name. */
export function parseUnitPaths(text: string, model: Model): Result<ParameterEntry> {
  const path = '--unit-paths';
  const [parameter = '', row = '', column = '1', ...rest] = text.split(',').map((s) => s.trim());
  const names = model.parameters.map((p) => p.name);
  const shape = model.parameters.find((p) => p.name === parameter);
  if (!shape) {
    const likely = suggest(parameter, names);
    return failure('choice', path, { actual: parameter, likely, allowed: names.join(', ') });
  }
  const { rows, columns } = shape;
  const entry = { parameter, row: numberOf(row), column: numberOf(column) };
  const inside =
    entry.row >= 1 && entry.row <= rows && entry.column >= 1 && entry.column <= columns;
  const isWhole = rest.length === 0 && (shape.kind === 'bias' || text.split(',').length === 3);
  if (inside && isWhole) return success(entry);
  return failure('entry', path, { actual: text.slice(0, 60), parameter, rows, columns });
}

function numberOf(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
