// One tab stop for a table of buttons: arrow keys move among them. Elsewhere, and after a click, arrows step the timeline.

import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import { arrowsStep } from '#ui/behaviours/arrow-keys.ts';

export interface TableKeys {
  /** `row,column` of the button that Tab reaches. */
  readonly reachable: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
}

const moves: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** For buttons with a `data-at` of `row,column`, both from 0; gaps in the table are passed over. `size`: rows, columns. */
export function useTableKeys(
  table: RefObject<HTMLElement | null>,
  size: readonly [rows: number, columns: number],
  first: string,
): TableKeys {
  const [last, setLast] = useState(first);
  const [rows, columns] = size;
  const [row = 0, column = 0] = last.split(',').map(Number);
  return {
    reachable: row < rows && column < columns ? last : first,
    onFocus: (event) => {
      const at = event.target.getAttribute('data-at');
      if (at !== null) setLast(at);
    },
    onKeyDown: (event) => {
      const at = event.target instanceof Element ? event.target.getAttribute('data-at') : null;
      const move = moves[event.key];
      if (at === null || !move || event.ctrlKey || event.metaKey || event.altKey) return;
      if (arrowsStep(event.target as Element)) return;
      const [fromRow = 0, fromColumn = 0] = at.split(',').map(Number);
      let [r, c] = [fromRow + move[0], fromColumn + move[1]];
      for (; r >= 0 && c >= 0 && r < rows && c < columns; r += move[0], c += move[1]) {
        const next = table.current?.querySelector(`[data-at="${r},${c}"]`);
        if (next instanceof HTMLElement) {
          next.focus();
          break;
        }
      }
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
