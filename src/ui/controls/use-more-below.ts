// Tells a box that scrolls whether there is more below what is seen: its style sheet fades the edge, the keyboard may scroll it.

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { onceChanged } from '#ui/behaviours/once-changed.ts';
import { watchSize } from '#ui/behaviours/watch-size.ts';

/** Less than this is no line. */
const threshold = 6;

/** For a box with one child. Sets `data-more` while something is hidden below; a new `subject` is shown from its beginning. */
export function useMoreBelow<Box extends HTMLElement = HTMLDivElement>(
  subject: unknown,
): RefObject<Box | null> {
  const box = useRef<Box>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject starts at the top
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    return onceChanged(() => {
      if (current.scrollTop === 0) return null;
      return () => {
        current.scrollTop = 0;
      };
    });
  }, [subject]);
  useEffect(() => {
    const element = box.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    const look = (): void => {
      const hidden = element.scrollHeight - element.clientHeight;
      element.toggleAttribute('data-more', hidden - element.scrollTop > threshold);
      if (hidden > threshold) element.setAttribute('tabindex', '0');
      else element.removeAttribute('tabindex');
    };
    const unwatch = watchSize([element, content], look);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      unwatch();
      element.removeEventListener('scroll', look);
    };
  }, []);
  return box;
}
