// Keeps an area as tall as it has ever been, so that what stands below it does not jump from beat to beat.

import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * For an area with one child; its style sheet reads `--tallest`. Starts afresh whenever `subject` (what is explained) or the width changes.
 * Nothing is kept above `limit` pixels.
 */
export function useTallest(subject: unknown, limit: number): RefObject<HTMLDivElement | null> {
  const area = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const outer = area.current;
    const inner = outer?.firstElementChild;
    if (!outer || !inner || subject === undefined) return;
    let tallest = 0;
    let width = 0;
    const observer = new ResizeObserver(() => {
      const box = inner.getBoundingClientRect();
      if (Math.abs(box.width - width) > 1) tallest = 0;
      width = box.width;
      tallest = Math.max(tallest, Math.min(box.height, limit));
      outer.style.setProperty('--tallest', `${Math.ceil(tallest)}px`);
    });
    observer.observe(inner);
    return () => observer.disconnect();
  }, [subject, limit]);
  return area;
}
