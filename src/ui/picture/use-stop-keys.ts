// The keys of a graph in columns: across to the same row of the next column, up or down to the next row there is.

import { type MouseEvent, type RefObject, useCallback } from 'react';
import type { QuantityId } from '#model/quantity-id.ts';
import { type Direction, type Roving, useRoving } from '#ui/behaviours/use-roving.ts';
import { useStudioActions } from '#ui/studio-context.tsx';

export interface StopKeys extends Roving {
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

/** Below all rows: a step opens its column. */
export const stepRow = -1;

/** Across to the same row of the next column; up or down to the next row there is. */
function nextStop(
  stops: readonly Stop[],
  { t, row }: Pick<Stop, 't' | 'row'>,
  [along, down]: Direction,
): Stop | undefined {
  if (along !== 0) return stops.find((s) => s.t === t + along && s.row === row);
  return stops
    .filter((s) => s.t === t && (row - s.row) * down > 0)
    .toSorted((a, b) => (b.row - a.row) * down)[0];
}

export function stopKey({ t, row }: Pick<Stop, 't' | 'row'>): string {
  return `${t},${row}`;
}

export function useStopKeys(
  stops: readonly Stop[],
  root: RefObject<SVGSVGElement | null>,
): StopKeys {
  const { select, setDepth } = useStudioActions();
  const open = useCallback((t: number) => setDepth('inside', t), [setDepth]);
  const find = (key: string): Stop | undefined => stops.find((stop) => stopKey(stop) === key);
  const roving = useRoving({
    attribute: 'data-node',
    first: stops[0] ? stopKey(stops[0]) : '',
    has: (key) => find(key) !== undefined,
    next(_, key, direction) {
      const [t = 0, row = 0] = key.split(',').map(Number);
      const stop = nextStop(stops, { t, row }, direction);
      return (stop && root.current?.querySelector(`[data-node="${stopKey(stop)}"]`)) ?? null;
    },
    take(_, key) {
      const stop = find(key);
      if (stop?.row === stepRow) open(stop.t);
      else if (stop) select(stop.id);
    },
  });
  return {
    ...roving,
    open,
    onDoubleClick: ({ target }) => {
      if (target instanceof Element && target.closest('.node') !== null) setDepth('units');
    },
  };
}
