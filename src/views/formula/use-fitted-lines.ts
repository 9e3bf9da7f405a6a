// Makes wide formulas as small as they need to be to stand in their box.

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** Smaller would not be read; what is still too wide scrolls in its box. */
const smallest = 0.65;

/**
 * For a box whose children are `.tex` with one `.tex-content` each. Fits them whenever `content` changes, and again when
 * the box changes its size: with the window, or with KaTeX's fonts, whose letters are wider or narrower.
 */
export function useFittedLines(content: unknown): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew for new content
  useLayoutEffect(() => {
    if (box.current) fitLines(box.current);
  }, [content]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => fitLines(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return box;
}

/** First all writing, then all reading, then all writing: the browser lays out once. */
function fitLines(box: HTMLElement): void {
  const contents = [...box.querySelectorAll<HTMLElement>('.tex-content')];
  for (const content of contents) content.style.fontSize = '';
  const room = box.clientWidth;
  const scales = contents.map((content) => room / Math.max(1, content.offsetWidth));
  for (const [i, content] of contents.entries()) {
    const scale = scales[i] ?? 1;
    if (scale < 1) content.style.fontSize = `${Math.max(smallest, 0.98 * scale)}em`;
    const line = content.parentElement;
    if (scale < smallest) line?.setAttribute('tabindex', '0');
    else line?.removeAttribute('tabindex');
  }
}
