// A click on the table switches off or on what it meets: a path, a loss, a use; with Shift, all from the last one to it.

import { type MouseEvent, useRef } from 'react';
import type { Triangle } from '#trace/derived/triangle.ts';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';

/** Row and column of a button; row 0 are the uses, column 0 the losses. */
type Place = readonly [row: number, column: number];

export function useSwitching(triangle: Triangle | null): (event: MouseEvent) => void {
  const last = useRef<Place | null>(null);
  const { hidePaths, hideLosses, hideUses } = useStudioActions();
  const { hiddenLosses, hiddenUses } = useStudio((s) => ({
    hiddenLosses: s.hiddenLosses,
    hiddenUses: s.hiddenUses,
  }));
  return (event) => {
    const place = placeOf(event.target);
    if (place === null || triangle === null) return;
    const [row, column] = place;
    const start = event.shiftKey && last.current ? last.current : place;
    last.current = place;
    const rows = range(start[0], row).map((i) => triangle.rows[i - 1]);
    const columns = range(start[1], column).map((i) => triangle.uses[i - 1]);
    if (row === 0) {
      const use = triangle.uses[column - 1] ?? 0;
      for (const t of start[0] === 0 ? columns : [use]) {
        if (t !== undefined) hideUses({ from: t, to: t }, !hiddenUses.has(use));
      }
    } else if (column === 0) {
      const lossStep = triangle.rows[row - 1]?.lossStep ?? 0;
      const between = start[1] === 0 ? rows.map((each) => each?.lossStep) : [lossStep];
      for (const loss of between) {
        if (loss !== undefined) hideLosses({ from: loss, to: loss }, !hiddenLosses.has(lossStep));
      }
    } else {
      const own = triangle.rows[row - 1]?.cells[column - 1];
      const cells = range(start[1], column).flatMap((c) =>
        rows.flatMap((each) => each?.cells[c - 1] ?? []),
      );
      const ids = start[0] === 0 || start[1] === 0 ? [] : cells.map((cell) => cell.id);
      if (own) hidePaths([...ids, own.id], !own.off);
    }
  };
}

function placeOf(target: EventTarget): Place | null {
  const button = target instanceof Element ? target.closest('[data-at]') : null;
  const [row, column] = button?.getAttribute('data-at')?.split(',').map(Number) ?? [];
  return row === undefined || column === undefined ? null : [row, column];
}

/** The whole numbers from one to the other, in either order. */
function range(a: number, b: number): readonly number[] {
  const first = Math.min(a, b);
  return Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => first + i);
}
