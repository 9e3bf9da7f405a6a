// Makes wide formulas as small as they need to be to stand in their box.

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { smallestScale } from '#expression/fit.ts';
import { inFrame, onceChanged } from '#ui/behaviours/once-changed.ts';
import { watchSize } from '#ui/behaviours/watch-size.ts';

/** Below the smallest scale a line is not read; it scrolls in its box. Sizes go by such steps, so that numbers which change by a hair do not lay the formula out anew. */
const step = 0.02;

/**
 * For a box whose children are `.tex` with one `.tex-content` each. Fits them whenever `content` changes, and again when
 * the box changes its width, or KaTeX's fonts come, whose letters are wider or narrower. Of a `long` run as part of the
 * frame, where the page is laid out anyway.
 */
export function useFittedLines(content: unknown, long: boolean): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew for new content
  useLayoutEffect(() => {
    const { current } = box;
    return current ? (long ? inFrame : onceChanged)(() => fitted(current)) : undefined;
  }, [content, long]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let width = element.clientWidth;
    const refit = (): void => fitted(element)();
    const unwatch = watchSize([element], () => {
      if (element.clientWidth !== width) refit();
      width = element.clientWidth;
    });
    document.fonts.addEventListener('loadingdone', refit);
    return () => {
      unwatch();
      document.fonts.removeEventListener('loadingdone', refit);
    };
  }, []);
  return box;
}

/**
 * Measures the lines, and returns how to fit them: only what is different is written, so that nothing is laid out again
 * where the sizes stay. Widths grow with the size of the type, so they can be read at any size.
 */
function fitted(box: HTMLElement): () => void {
  const contents = [...box.querySelectorAll<HTMLElement>('.tex-content')];
  const room = box.clientWidth;
  const scales = contents.map((content) => {
    const now = Number.parseFloat(content.style.fontSize) || 1;
    return (room * now) / Math.max(1, content.getBoundingClientRect().width);
  });
  return () => {
    for (const [i, content] of contents.entries()) resize(content, scales[i] ?? 1);
  };
}

function resize(content: HTMLElement, scale: number): void {
  const size = Math.max(smallestScale, Math.min(1, step * Math.floor(scale / step)));
  const wanted = size === 1 ? '' : `${size.toFixed(2)}em`;
  if (content.style.fontSize !== wanted) content.style.fontSize = wanted;
  const line = content.parentElement;
  if (scale < smallestScale) line?.setAttribute('tabindex', '0');
  else line?.removeAttribute('tabindex');
}
