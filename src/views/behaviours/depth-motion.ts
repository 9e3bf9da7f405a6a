// The passage between two depths of the picture: every mark comes from where its like stood before, the rest fades in.

import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import type { QuantityId } from '#model/quantity-id.ts';
import { useStudioStore } from '#views/studio-context.tsx';
import { createLeaving, type Leaving } from './leaving.ts';
import {
  boxOf,
  idOf,
  mostMarks,
  movable,
  originOf,
  type Places,
  placesIn,
  wayBetween,
} from './mark-places.ts';
import { prefersStillness } from './stillness.ts';

const timing: KeyframeAnimationOptions = {
  duration: 450,
  easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)',
  fill: 'backwards',
};

export interface DepthMotion {
  /** Remembers where every mark stands: to be called while the old depth is still on screen. */
  remember(): void;
  /** Lets every mark of the new depth come from its place in the old one; nothing where none is remembered. */
  arrive(): void;
  /** Stops where it is, so that a press ends on what it began on. */
  hold(): void;
  /** Brings everything to rest at once. */
  settle(): void;
}

/** Animates by transform and opacity alone and leaves no trace in the document. */
export function createDepthMotion(frame: HTMLElement): DepthMotion {
  let before: Places | null = null;
  let leaving: Leaving | null = null;
  let running: Animation[] = [];
  const settle = (): void => {
    for (const animation of running) animation.cancel();
    running = [];
    leaving?.end();
    leaving = null;
  };
  return {
    remember() {
      settle();
      before = prefersStillness() ? null : placesIn(frame);
      leaving = before && createLeaving(frame);
    },
    arrive() {
      const from = before;
      before = null;
      const marks = from === null || from.exact.size === 0 ? [] : topmost(frame);
      if (from === null || marks.length === 0 || marks.length > mostMarks) return settle();
      // All is measured before anything moves, so that the page is laid out once.
      const moves = marks.flatMap((mark) => moveOf(mark, from));
      const to = leaving && placesIn(frame);
      const known = new Set(moves.map(({ mark }) => mark));
      running = [
        ...moves.map(({ mark, start }) => mark.animate([start], timing)),
        ...fresh(frame, known).map((element) => element.animate([{ opacity: 0 }], timing)),
      ];
      if (to) leaving?.go(to, timing);
    },
    hold() {
      for (const animation of running) animation.pause();
    },
    settle,
  };
}

/** Marks that lie in no other mark. */
function topmost(frame: HTMLElement): readonly Element[] {
  return [...frame.querySelectorAll(movable)].filter(
    (mark) => mark.parentElement?.closest(movable) === null,
  );
}

interface Move {
  readonly mark: Element;
  readonly start: Keyframe;
}

function moveOf(mark: Element, from: Places): readonly Move[] {
  const id = idOf(mark);
  const origin = id === null ? null : originOf(id, from);
  const own = boxOf(mark);
  if (!origin || own.height === 0 || origin.height === 0) return [];
  return [{ mark, start: { transform: wayBetween(mark, own, origin), composite: 'add' } }];
}

/** What is new as a whole: the largest parts of the picture in which nothing comes from before. */
function fresh(root: Element, known: ReadonlySet<Element>): readonly Element[] {
  const holders = new Set<Element>();
  for (const mark of known) {
    for (let e = mark.parentElement; e && e !== root && !holders.has(e); e = e.parentElement) {
      holders.add(e);
    }
  }
  const within = (parent: Element): readonly Element[] =>
    [...parent.children].flatMap((child) => {
      if (known.has(child)) return [];
      return holders.has(child) ? within(child) : [child];
    });
  const found = within(root);
  return found.length > mostMarks ? [] : found;
}

/**
 * The passage between depths for the picture in `frame`. What comes back is to be called once the new depth stands
 * there, before it is painted.
 */
export function useDepthMotion(frame: RefObject<HTMLElement | null>): () => void {
  const studio = useStudioStore();
  const motion = useRef<DepthMotion | null>(null);
  const focused = useRef<QuantityId | null>(null);
  useLayoutEffect(() => {
    if (!frame.current) return;
    const made = createDepthMotion(frame.current);
    motion.current = made;
    const unsubscribe = studio.subscribe((now, last) => {
      if (now.depth !== last.depth) {
        made.remember();
        focused.current = focusIn(frame.current);
      } else if (now.position !== last.position || now.trace !== last.trace) made.settle();
    });
    const unwatch = giveWay(frame.current, made);
    return () => {
      unsubscribe();
      unwatch();
      made.settle();
    };
  }, [frame, studio]);
  return useCallback(() => {
    motion.current?.arrive();
    if (frame.current && focused.current !== null) focusLike(frame.current, focused.current);
    focused.current = null;
  }, [frame]);
}

/** Whoever acts in the picture finds it at rest: a key at once, a press of the pointer once it has ended. */
function giveWay(frame: HTMLElement, motion: DepthMotion): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  frame.addEventListener('keydown', () => motion.settle(), { capture: true, signal });
  frame.addEventListener('pointerdown', () => motion.hold(), { capture: true, signal });
  // The click follows the end of the press, and is still to meet what stands under the pointer.
  const rest = (): void => void setTimeout(motion.settle);
  for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, rest, { signal });
  return () => listening.abort();
}

/** The id of what has the focus in the picture, empty where that has none; null where the focus is elsewhere. */
function focusIn(frame: HTMLElement | null): QuantityId | null {
  const active = document.activeElement;
  return active && frame?.contains(active) ? (idOf(active) ?? '') : null;
}

/** Whoever moved in the picture by keyboard goes on at the same quantity, or where Tab would lead. */
function focusLike(frame: HTMLElement, id: QuantityId): void {
  if (frame.contains(document.activeElement)) return;
  const stops = [...frame.querySelectorAll<HTMLElement | SVGElement>('[tabindex]')];
  const next = stops.find((stop) => idOf(stop) === id) ?? stops.find((stop) => stop.tabIndex === 0);
  next?.focus({ preventScroll: true });
}
