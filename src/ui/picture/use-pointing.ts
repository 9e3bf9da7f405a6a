// Pointing and selecting by delegation: any mark with a data-quantity answers to pointer, focus and click.

import type { FocusEvent, MouseEvent, PointerEvent } from 'react';
import { useMemo } from 'react';
import { useStudioActions } from '#ui/studio-context.tsx';

export interface Pointing {
  readonly onPointerOver: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: () => void;
  readonly onClick: (event: MouseEvent) => void;
}

/** The quantity of the innermost mark around an event's target. */
export function quantityAt(target: EventTarget): string | null {
  const mark = target instanceof Element ? target.closest('[data-quantity]') : null;
  return mark?.getAttribute('data-quantity') ?? null;
}

export function usePointing(): Pointing {
  const { point, select } = useStudioActions();
  return useMemo(
    () => ({
      onPointerOver: (event) => point(quantityAt(event.target)),
      onPointerLeave: () => point(null),
      onFocus: (event) => point(quantityAt(event.target)),
      onBlur: () => point(null),
      onClick: (event) => {
        const id = quantityAt(event.target);
        if (id !== null) select(id);
      },
    }),
    [point, select],
  );
}
