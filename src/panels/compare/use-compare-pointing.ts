// Pointing at a step of the comparison: all nets show its numbers; on the net on screen it lights what it points at.

import { type MouseEvent, type PointerEvent, useState } from 'react';
import { gradientId, type QuantityId, stepOf, valueId } from '#model/quantity-id.ts';
import type { Trace } from '#trace/record/trace.ts';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { stepAt, type TimeAxis } from './time-axis.scene.ts';

export interface CellsPointing {
  /** The step pointed at, here or anywhere on the page. */
  readonly step: number | null;
  readonly handlers: {
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onClick: (event: MouseEvent) => void;
  };
}

/** Strips of the net on screen say in `data-strip` what they show: `values` or `gradients`. */
export function useComparePointing(axis: TimeAxis, { model, steps }: Trace): CellsPointing {
  const { point, select } = useStudioActions();
  const pointed = useStudio((s) => s.pointed);
  const [here, setHere] = useState<number | null>(null);
  const elsewhere = pointed === null ? null : stepOf(pointed);
  const step = here ?? elsewhere;

  const stepUnder = (event: MouseEvent): number | null =>
    stepAt(axis, event.clientX - event.currentTarget.getBoundingClientRect().left);
  const idUnder = (event: MouseEvent, t: number | null): QuantityId | null => {
    const strip = event.target instanceof Element ? event.target.closest('[data-strip]') : null;
    if (strip === null || t === null) return null;
    const idOf = strip.getAttribute('data-strip') === 'values' ? valueId : gradientId;
    return idOf(model.cell.output, t);
  };
  return {
    step: step !== null && step >= 1 && step <= steps ? step : null,
    handlers: {
      onPointerMove(event) {
        const t = stepUnder(event);
        setHere(t);
        point(idUnder(event, t));
      },
      onPointerLeave() {
        setHere(null);
        point(null);
      },
      onClick(event) {
        const id = idUnder(event, stepUnder(event));
        if (id !== null) select(id);
      },
    },
  };
}
