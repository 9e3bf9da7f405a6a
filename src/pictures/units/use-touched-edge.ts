// Which edge the pointer or the keyboard is on: one of many that may speak of the same shared weight.

import { type RefObject, useEffect, useState } from 'react';

/** The `data-edge` under the pointer or with the focus; null where there is none. */
export function useTouchedEdge(svg: RefObject<SVGSVGElement | null>): string | null {
  const [touched, setTouched] = useState<string | null>(null);
  useEffect(() => {
    const root = svg.current;
    if (!root) return;
    const touch = ({ target }: Event): void => {
      const edge = target instanceof Element ? target.closest('[data-edge]') : null;
      setTouched(edge?.getAttribute('data-edge') ?? null);
    };
    const leave = (): void => setTouched(null);
    root.addEventListener('pointerover', touch);
    root.addEventListener('focusin', touch);
    root.addEventListener('pointerleave', leave);
    root.addEventListener('focusout', leave);
    return () => {
      root.removeEventListener('pointerover', touch);
      root.removeEventListener('focusin', touch);
      root.removeEventListener('pointerleave', leave);
      root.removeEventListener('focusout', leave);
    };
  }, [svg]);
  return touched;
}
