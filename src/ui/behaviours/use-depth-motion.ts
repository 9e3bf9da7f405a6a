// The passage between two depths, and the focus that goes with it.

import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import type { QuantityId } from '#model/quantity-id.ts';
import { toFetchAhead } from '#ui/fetch-ahead.ts';
import { useStudioStore } from '#ui/studio-context.tsx';
import type { createDepthMotion, DepthMotion } from './depth-motion.ts';
import { idOf } from './mark-id.ts';

/** Fetched ahead; who changes the depth before it is there sees the new one at once. */
let create: typeof createDepthMotion | null = null;

async function fetchMotion(): Promise<void> {
  try {
    create ??= (await import('./depth-motion.ts')).createDepthMotion;
  } catch {
    // Asked for again with the next change.
  }
}

toFetchAhead(fetchMotion);

/**
 * The passage between depths for the picture in `frame`. What comes back is to be called once the new depth stands
 * there, before it is painted.
 */
export function useDepthMotion(frame: RefObject<HTMLElement | null>): () => void {
  const studio = useStudioStore();
  const motion = useRef<DepthMotion | null>(null);
  const focused = useRef<QuantityId | null>(null);
  useLayoutEffect(() => {
    const { current } = frame;
    if (!current) return;
    const unsubscribe = studio.subscribe((now, last) => {
      if (now.depth !== last.depth) {
        motion.current ??= create?.(current) ?? null;
        motion.current?.remember();
        focused.current = focusIn(current);
        void fetchMotion();
      } else if (now.position !== last.position || now.trace !== last.trace) {
        motion.current?.settle();
      }
    });
    const unwatch = giveWay(current, motion);
    return () => {
      unsubscribe();
      unwatch();
      motion.current?.settle();
      motion.current = null;
    };
  }, [frame, studio]);
  return useCallback(() => {
    motion.current?.arrive();
    if (frame.current && focused.current !== null) focusLike(frame.current, focused.current);
    focused.current = null;
  }, [frame]);
}

/** Whoever acts in the picture finds it at rest: a key at once, a press of the pointer once it has ended. */
function giveWay(frame: HTMLElement, motion: RefObject<DepthMotion | null>): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  frame.addEventListener('keydown', () => motion.current?.settle(), { capture: true, signal });
  frame.addEventListener('pointerdown', () => motion.current?.hold(), { capture: true, signal });
  // The click follows the end of the press, and is still to meet what stands under the pointer.
  const rest = (): void => void setTimeout(() => motion.current?.settle());
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
