// Checks of lists of numbers against a shape, with the exact place of the first mistake.

import type { Fault } from '#base/result.ts';
import { kindOfValue, quote } from './fault-of-issue.ts';

/** A check yields every mistake it finds, in the order of the file; the first is told. */
export type Faults = Generator<Fault, void>;

export function fault(
  code: string,
  path: string,
  values: Readonly<Record<string, string | number>> = {},
): Fault {
  return { code, path, values };
}

export function* checkNumber(value: unknown, path: string): Faults {
  if (typeof value !== 'number') {
    yield fault('type', path, { expected: 'number', actual: kindOfValue(value) });
  } else if (!Number.isFinite(value)) {
    yield fault('finite', path);
  }
}

/** A list of `length` finite numbers. */
export function* checkVector(value: unknown, path: string, length: number): Faults {
  if (isVector(value, length)) return;
  yield* checkLength(value, path, length);
  if (!Array.isArray(value)) return;
  for (const [i, entry] of value.entries()) yield* checkNumber(entry, `${path}[${i}]`);
}

/** A list of `rows` lists of `columns` finite numbers each. */
export function* checkMatrix(value: unknown, path: string, rows: number, columns: number): Faults {
  yield* checkLength(value, path, rows);
  if (!Array.isArray(value)) return;
  for (const [i, row] of value.entries()) {
    if (!isVector(row, columns)) yield* checkVector(row, `${path}[${i}]`, columns);
  }
}

/** Quickly, and with no word on what is wrong: there may be millions of numbers, and most are right. */
function isVector(value: unknown, length: number): boolean {
  return Array.isArray(value) && value.length === length && value.every(Number.isFinite);
}

export function* checkLength(value: unknown, path: string, expected: number): Faults {
  if (!Array.isArray(value)) {
    yield fault('type', path, { expected: 'list', actual: kindOfValue(value) });
  } else if (value.length !== expected) {
    yield fault('length', path, { actual: value.length, expected });
  }
}

/** No name twice. */
export function* checkDistinct(names: readonly string[] | undefined, path: string): Faults {
  const seen = new Set<string>();
  for (const [i, name] of (names ?? []).entries()) {
    if (seen.has(name)) yield fault('repeated', `${path}[${i}]`, { name: quote(name) });
    seen.add(name);
  }
}
