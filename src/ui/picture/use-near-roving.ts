// One tab stop for a picture whose marks stand anywhere: an arrow key moves to the nearest mark in its direction.

import { type KeyboardEvent, type RefObject, useState } from 'react';
import { arrowsStep } from '#ui/behaviours/arrow-keys.ts';
import { useStudioActions } from '#ui/studio-context.tsx';

export interface NearRoving {
  /** `data-node` of the mark that Tab reaches. */
  readonly reachable: string | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** To be called when a mark takes the focus by other means. */
  readonly onFocusNode: (key: string) => void;
}

/** Right and down of each arrow. */
const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What lies aside counts so much more than what lies ahead. */
const aside = 3;

/** `keys`: the `data-node` of every mark, in reading order. Enter and the space bar select its `data-quantity`. */
export function useNearRoving(
  keys: readonly string[],
  root: RefObject<Element | null>,
): NearRoving {
  const { select } = useStudioActions();
  const [last, setLast] = useState<string | null>(null);
  return {
    reachable: last !== null && keys.includes(last) ? last : (keys[0] ?? null),
    onFocusNode: setLast,
    onKeyDown: (event) => {
      const mark = event.target;
      if (!(mark instanceof Element) || !mark.hasAttribute('data-node')) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Enter' || event.key === ' ') {
        const id = mark.getAttribute('data-quantity');
        if (id !== null) select(id);
      } else {
        const direction = directions[event.key];
        if (!direction || arrowsStep(mark)) return;
        const next = root.current && nearest(mark, root.current, direction);
        if (next instanceof SVGElement || next instanceof HTMLElement) next.focus();
      }
      // The page's own keys (arrows, space) stay out of it, also at the border of the picture.
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function nearest(
  from: Element,
  root: Element,
  [right, down]: readonly [number, number],
): Element | null {
  const start = middleOf(from);
  let best: Element | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const mark of root.querySelectorAll('[data-node]')) {
    const { x, y } = middleOf(mark);
    const ahead = (x - start.x) * right + (y - start.y) * down;
    const beside = Math.abs((x - start.x) * down) + Math.abs((y - start.y) * right);
    const distance = ahead + beside * aside;
    if (ahead < 2 || distance >= least) continue;
    least = distance;
    best = mark;
  }
  return best;
}

function middleOf(element: Element): { readonly x: number; readonly y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
