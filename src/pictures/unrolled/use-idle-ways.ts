// Fades the ways of the backward pass over which no path runs that is switched on, without rendering anything again.

import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { Moment } from '#ui/moment.ts';
import { useStudio } from '#ui/studio-context.tsx';
import { idleWays } from './idle-ways.scene.ts';
import './idle.css';

/**
 * Sets `data-idle` on edges and contributions below the root; a new moment brings new ones. Returns how to set it on
 * what comes later.
 */
export function useIdleWays(root: RefObject<HTMLElement | null>, moment: Moment): () => void {
  const { model, steps, lossSteps } = moment.trace;
  const switches = useStudio((s) => ({
    hiddenLosses: s.hiddenLosses,
    hiddenUses: s.hiddenUses,
    hiddenPaths: s.hiddenPaths,
  }));
  const idle = useMemo(
    () => idleWays({ model, steps, lossSteps }, switches),
    [model, steps, lossSteps, switches],
  );
  const faded = useRef(false);
  const fade = useCallback(() => {
    if (!root.current || (idle === null && !faded.current)) return;
    faded.current = idle !== null;
    for (const mark of root.current.querySelectorAll('[data-idle]'))
      mark.removeAttribute('data-idle');
    if (idle === null) return;
    for (const mark of root.current.querySelectorAll('[data-quantity]')) {
      mark.toggleAttribute('data-idle', idle(mark.getAttribute('data-quantity') ?? ''));
    }
  }, [root, idle]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new moment brings new marks
  useLayoutEffect(fade, [fade, moment]);
  return fade;
}
