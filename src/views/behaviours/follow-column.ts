// Keeps the column of the present beat in sight where the graph scrolls sideways.

import { prefersStillness } from './stillness.ts';

/** Scrolls only when the column is not wholly in sight. */
export function followColumn(
  scroller: HTMLElement,
  column: { readonly left: number; readonly width: number },
): void {
  const { scrollLeft, clientWidth } = scroller;
  // Most of its neighbours too, since edges come from and lead to them.
  const margin = Math.max(8, Math.min(column.width * 0.8, (clientWidth - column.width) / 2));
  const right = column.left + column.width;
  let left = scrollLeft;
  if (column.left - margin < scrollLeft) left = column.left - margin;
  else if (right + margin > scrollLeft + clientWidth) left = right + margin - clientWidth;
  if (left === scrollLeft) return;
  scroller.scrollTo({ left, behavior: prefersStillness() ? 'auto' : 'smooth' });
}
