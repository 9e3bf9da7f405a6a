// One tab stop for the circuit: arrow keys move to the nearest stop in their direction, Enter selects.

import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import type { QuantityId } from '#model/quantity-id.ts';
import type { Point } from '#scene/curve.ts';
import type { InsideScene } from '#scene/inside/inside-scene.ts';
import { useStudioActions } from '#views/studio-context.tsx';

export interface PlacedStop extends Point {
  readonly key: string;
  readonly id: QuantityId;
}

export interface Nearest {
  /** The stop that Tab reaches. */
  readonly reachable: string;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The strips, the loss and the shared parameters; x is the first. */
export function stopsOf({ nodes, operations, loss }: InsideScene): readonly PlacedStop[] {
  const strips = nodes.map(({ id, strip }) => ({
    key: id,
    id,
    x: strip.x + strip.width / 2,
    y: strip.y + strip.height / 2,
  }));
  const first = strips.find(({ id }) => id.startsWith('x@'));
  const weights = operations.flatMap(({ key, id, at, weight }) =>
    weight === null ? [] : [{ key, id, ...at }],
  );
  const losses = loss ? [{ key: loss.id, id: loss.id, ...loss.at }] : [];
  return [...(first ? [first] : []), ...strips.filter((s) => s !== first), ...weights, ...losses];
}

/** The nearest stop that lies mainly in the direction; what lies aside counts three times as far. */
export function nearestOf(
  stops: readonly PlacedStop[],
  from: PlacedStop,
  [dx, dy]: readonly [number, number],
): PlacedStop | null {
  let best: PlacedStop | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const stop of stops) {
    const ahead = (stop.x - from.x) * dx + (stop.y - from.y) * dy;
    const aside = Math.abs((stop.x - from.x) * dy) + Math.abs((stop.y - from.y) * dx);
    if (ahead < 4 || aside > 3 * ahead) continue;
    const distance = ahead + 3 * aside;
    if (distance < least) [best, least] = [stop, distance];
  }
  return best;
}

export function useNearest(
  stops: readonly PlacedStop[],
  root: RefObject<SVGSVGElement | null>,
): Nearest {
  const { select } = useStudioActions();
  const [last, setLast] = useState('');
  const reachable = stops.some(({ key }) => key === last) ? last : (stops[0]?.key ?? '');
  const stopAt = (target: EventTarget): PlacedStop | undefined => {
    const key = target instanceof Element ? target.getAttribute('data-stop') : null;
    return stops.find((stop) => stop.key === key);
  };
  return {
    reachable,
    onFocus: ({ target }) => {
      const stop = stopAt(target);
      if (stop) setLast(stop.key);
    },
    onKeyDown: (event) => {
      const stop = stopAt(event.target);
      if (!stop || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Enter' || event.key === ' ') select(stop.id);
      else {
        const direction = directions[event.key];
        if (!direction) return;
        const next = nearestOf(stops, stop, direction);
        const marks = [...(root.current?.querySelectorAll<SVGElement>('[data-stop]') ?? [])];
        marks.find((mark) => mark.dataset.stop === next?.key)?.focus();
      }
      // The page's own keys (arrows, space) stay out of it, also at the border of the picture.
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
