// What has been derived from a complete trace, kept as long as the trace itself.

import type { Trace } from './trace.ts';

/** For each trace a table of derived values by key; the whole table is dropped when it holds too many. */
export interface Memory<Value> {
  readonly tables: WeakMap<Trace, Map<string, Value>>;
  readonly capacity: (trace: Trace) => number;
}

/** `capacity`: of each trace's table; by the size of the run where what is kept grows with it. */
export function memory<Value>(capacity: number | ((trace: Trace) => number)): Memory<Value> {
  return {
    tables: new WeakMap(),
    capacity: typeof capacity === 'number' ? () => capacity : capacity,
  };
}

/** The value of that key, computed at the first request. A run that still goes on is not remembered. */
export function remembered<Value>(
  { tables, capacity }: Memory<Value>,
  trace: Trace,
  key: string,
  compute: () => Value,
): Value {
  if (!trace.progress.complete) return compute();
  const table = tables.get(trace) ?? new Map<string, Value>();
  tables.set(trace, table);
  const known = table.get(key);
  if (known !== undefined) return known;
  const value = compute();
  if (table.size >= capacity(trace)) table.clear();
  table.set(key, value);
  return value;
}
