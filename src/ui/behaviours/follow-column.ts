// Keeps the column of the present beat in sight where the graph scrolls sideways.

import { prefersStillness } from './stillness.ts';

/** Measures, and returns how to scroll there; null when the column is wholly in sight. */
export function followColumn(
  scroller: HTMLElement,
  column: { readonly left: number; readonly width: number },
): (() => void) | null {
  const { scrollLeft, clientWidth } = scroller;
  // Most of its neighbours too, since edges come from and lead to them.
  const margin = Math.max(8, Math.min(column.width * 0.8, (clientWidth - column.width) / 2));
  const right = column.left + column.width;
  let left = scrollLeft;
  if (column.left - margin < scrollLeft) left = column.left - margin;
  else if (right + margin > scrollLeft + clientWidth) left = right + margin - clientWidth;
  if (left === scrollLeft) return null;
  return () => scroller.scrollTo({ left, behavior: prefersStillness() ? 'auto' : 'smooth' });
}
