// One tab stop for the whole graph: arrow keys move among its nodes, Enter selects. Elsewhere, and after a click, arrows
// step the timeline.

import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useState,
} from 'react';
import type { QuantityId } from '#model/quantity-id.ts';
import { arrowsStep } from '#ui/behaviours/arrow-keys.ts';
import { useStudioActions } from '#ui/studio-context.tsx';

export interface Roving {
  /** `t,row` of the stop that Tab reaches. */
  readonly reachable: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** To be called when a stop takes the focus by other means. */
  readonly onFocusStop: (key: string) => void;
  readonly onFocus: (event: FocusEvent) => void;
  /** A vector opens into its single units. */
  readonly onDoubleClick: (event: MouseEvent) => void;
  /** Opens the column of a step. */
  readonly open: (t: number) => void;
}

/** A place that can have the focus: a node, a loss, the total, the name of a step. */
export interface Stop {
  readonly id: QuantityId;
  readonly t: number;
  /** From the bottom up; the steps stand below the first. */
  readonly row: number;
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Below all rows: a step opens its column. */
export const stepRow = -1;

/** Across to the same row of the next column; up or down to the next row there is. */
function nextStop(
  stops: readonly Stop[],
  { t, row }: Pick<Stop, 't' | 'row'>,
  [along, up]: readonly [number, number],
): Stop | undefined {
  if (along !== 0) return stops.find((s) => s.t === t + along && s.row === row);
  return stops
    .filter((s) => s.t === t && (s.row - row) * up > 0)
    .toSorted((a, b) => (a.row - b.row) * up)[0];
}

export function stopKey({ t, row }: Pick<Stop, 't' | 'row'>): string {
  return `${t},${row}`;
}

export function useRoving(stops: readonly Stop[], root: RefObject<SVGSVGElement | null>): Roving {
  const { select, setDepth } = useStudioActions();
  const open = useCallback((t: number) => setDepth('inside', t), [setDepth]);
  const [last, setLast] = useState('');
  const first = stops[0];
  const exists = stops.some((stop) => stopKey(stop) === last);
  const reachable = exists ? last : first ? stopKey(first) : '';
  return {
    reachable,
    onFocusStop: setLast,
    onFocus: (event) => {
      const key = event.target.getAttribute('data-node');
      if (key !== null) setLast(key);
    },
    onDoubleClick: ({ target }) => {
      if (target instanceof Element && target.closest('.node') !== null) setDepth('units');
    },
    open,
    onKeyDown: (event) => {
      const key = event.target instanceof Element ? event.target.getAttribute('data-node') : null;
      if (key === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const [t = 0, row = 0] = key.split(',').map(Number);
      if (event.key === 'Enter' || event.key === ' ') {
        const stop = stops.find((s) => stopKey(s) === key);
        if (stop?.row === stepRow) open(stop.t);
        else if (stop) select(stop.id);
      } else {
        const move = moves[event.key];
        if (!move || arrowsStep(event.target as Element)) return;
        const next = nextStop(stops, { t, row }, move);
        const element = next && root.current?.querySelector(`[data-node="${stopKey(next)}"]`);
        if (element instanceof SVGElement) element.focus();
      }
      // The page's own keys (arrows, space) stay out of it, also at the border of the graph.
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
