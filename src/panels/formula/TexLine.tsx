// One formula, drawn by KaTeX into an element of its own; its factors light with what is pointed at.

import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { decodeId } from '#expression/encode-id.ts';
import { isLit } from '#marks/lighting.ts';
import type { QuantityId } from '#model/quantity-id.ts';
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
    if (element.current && typeof katex === 'object') katex.render(tex, element.current);
  }, [tex, katex]);
  useEffect(() => {
    if (tex === '' || katex === 'loading') return;
    if (lit.length === 0) {
      for (const factor of element.current?.querySelectorAll('[data-lit]') ?? []) {
        factor.removeAttribute('data-lit');
      }
      return;
    }
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

export function factorsIn(element: Element | null): readonly Element[] {
  return element ? [...element.querySelectorAll('[data-q]')] : [];
}

/** The quantity of the innermost factor around an element. */
export function factorId(element: Element | null): QuantityId | null {
  const code = element?.closest('[data-q]')?.getAttribute('data-q');
  return code ? decodeId(code) : null;
}
