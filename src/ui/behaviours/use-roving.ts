// One tab stop for many marks: Tab reaches one of them, arrow keys move among them, Enter or the space bar takes one.
// Elsewhere, and after a click, arrows step the timeline.

import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { arrowsStep } from './arrow-keys.ts';

/** Right and down. */
export type Direction = readonly [right: number, down: number];

const directions: Readonly<Record<string, Direction>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface Marks {
  /** The attribute that marks have their key in. */
  readonly attribute: 'data-node' | 'data-at';
  /** Reached by Tab before any has had the focus, and where the last one is gone. */
  readonly first: string;
  has(key: string): boolean;
  /** Where an arrow leads from a mark; null: nowhere. */
  next(from: Element, key: string, direction: Direction): Element | null;
  /** What Enter and the space bar do; absent: what the browser does. */
  take?(mark: Element, key: string): void;
}

export interface Roving {
  /** Key of the mark that Tab reaches. */
  readonly reachable: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
  /** To be called when a mark takes the focus by other means. */
  readonly onFocusMark: (key: string) => void;
}

export function useRoving({ attribute, first, has, next, take }: Marks): Roving {
  const [last, setLast] = useState<string | null>(null);
  return {
    reachable: last !== null && has(last) ? last : first,
    onFocusMark: setLast,
    onFocus: (event) => {
      const key = event.target.getAttribute(attribute);
      if (key !== null) setLast(key);
    },
    onKeyDown: (event) => {
      const mark = event.target;
      const key = mark instanceof Element ? mark.getAttribute(attribute) : null;
      if (!(mark instanceof Element) || key === null) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const direction = directions[event.key];
      const takes = take !== undefined && (event.key === 'Enter' || event.key === ' ');
      if (takes) take(mark, key);
      else if (!direction || arrowsStep(mark)) return;
      else {
        const to = next(mark, key, direction);
        if (to instanceof SVGElement || to instanceof HTMLElement) to.focus();
      }
      // The page's own keys (arrows, space) stay out of it, also at the border.
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

/** What lies aside counts so much more than what lies ahead. */
const aside = 3;

/** Of marks that stand anywhere, the nearest one in a direction. */
export function nearestMark(
  from: Element,
  root: Element,
  [right, down]: Direction,
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
