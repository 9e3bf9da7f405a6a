// The keys of a table of buttons: an arrow moves to the next button in its direction, over gaps.

import type { RefObject } from 'react';
import { type Roving, useRoving } from '#ui/behaviours/use-roving.ts';

/** For buttons with a `data-at` of `row,column`, both from 0. `size`: rows, columns. */
export function useTableKeys(
  table: RefObject<HTMLElement | null>,
  [rows, columns]: readonly [rows: number, columns: number],
  first: string,
): Roving {
  const placeOf = (key: string): readonly [number, number] => {
    const [row = 0, column = 0] = key.split(',').map(Number);
    return [row, column];
  };
  return useRoving({
    attribute: 'data-at',
    first,
    has(key) {
      const [row, column] = placeOf(key);
      return row < rows && column < columns;
    },
    next(_, key, [right, down]) {
      const [row, column] = placeOf(key);
      let [r, c] = [row + down, column + right];
      for (; r >= 0 && c >= 0 && r < rows && c < columns; r += down, c += right) {
        const found = table.current?.querySelector(`[data-at="${r},${c}"]`);
        if (found) return found;
      }
      return null;
    },
  });
}
