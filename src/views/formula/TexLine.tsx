// One formula, drawn by KaTeX into an element of its own; its factors light with what is pointed at.

import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { decodeId } from '#formula/encode-id.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import { isLit } from '#scene/lighting.ts';
import type { KatexState } from './use-katex.ts';

export function TexLine(props: {
  readonly tex: string;
  /** The formula in plain words. */
  readonly spoken: string;
  readonly katex: KatexState;
  /** What is pointed at, anywhere on the page, and what goes with it. */
  readonly lit: readonly QuantityId[];
}): ReactNode {
  const { tex, katex, lit } = props;
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const drawn = element.current;
    if (!drawn || typeof katex !== 'object') return;
    katex.render(tex, drawn);
    shrink(drawn);
    // Wider or narrower letters arrive with KaTeX's fonts, and the panel changes with the window.
    const observer = new ResizeObserver(() => shrink(drawn));
    observer.observe(drawn);
    if (drawn.parentElement?.parentElement) observer.observe(drawn.parentElement.parentElement);
    return () => observer.disconnect();
  }, [tex, katex]);
  useEffect(() => {
    if (tex === '' || katex === 'loading') return;
    for (const factor of factorsIn(element.current)) {
      const id = factorId(factor);
      factor.toggleAttribute('data-lit', id !== null && isLit(id, lit));
    }
  }, [tex, katex, lit]);
  // The element's content is KaTeX's: React is told of none.
  return (
    // biome-ignore lint/a11y/useSemanticElements: MathML is inside; this names it in words
    <div className="tex" data-keys="own" role="group" aria-label={props.spoken}>
      <div ref={element} className="tex-content">
        {katex === 'missing' ? tex : null}
      </div>
    </div>
  );
}

/** Smaller would not be read; what is still too wide scrolls in its box. */
const smallest = 0.65;

/** Makes a wide formula as small as it needs to be to stand in the box of all lines. */
function shrink(element: HTMLElement): void {
  const line = element.parentElement;
  const room = line?.parentElement?.clientWidth ?? 0;
  if (!line || room === 0) return;
  element.style.fontSize = '';
  const scale = room / Math.max(1, element.offsetWidth);
  if (scale < 1) element.style.fontSize = `${Math.max(smallest, scale * 0.98)}em`;
  if (element.offsetWidth > room) line.setAttribute('tabindex', '0');
  else line.removeAttribute('tabindex');
}

export function factorsIn(element: Element | null): readonly Element[] {
  return element ? [...element.querySelectorAll('[data-q]')] : [];
}

/** The quantity of the innermost factor around an element. */
export function factorId(element: Element | null): QuantityId | null {
  const code = element?.closest('[data-q]')?.getAttribute('data-q');
  return code ? decodeId(code) : null;
}
