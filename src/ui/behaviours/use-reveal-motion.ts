// When a beat moves in: a single step forward, not too soon after the one before. The motion itself is fetched ahead, or with the first step; until then nothing moves.

import { type RefObject, useLayoutEffect, useRef } from 'react';
import { toFetchAhead } from '#ui/fetch-ahead.ts';
import { onceChanged } from './once-changed.ts';
import type { RevealMotion } from './reveal-motion.ts';
import { prefersStillness } from './stillness.ts';

/** Milliseconds; two beats closer than this are shown without any motion, so that nothing queues. */
const restless = 180;

let create: ((svg: SVGSVGElement) => RevealMotion) | null = null;

/** What does not come is asked for again with the next step. */
async function fetchMotion(): Promise<void> {
  const fetched = await import('./reveal-motion.ts').catch(() => null);
  create = fetched?.createRevealMotion ?? null;
}
toFetchAhead(fetchMotion);

interface Reveals {
  /** To be called after every change of the position. Measures, and returns how to begin; null where nothing moves. */
  update(position: number): (() => void) | null;
  destroy(): void;
}

function createReveals(svg: SVGSVGElement): Reveals {
  let motion: RevealMotion | null = null;
  let last: number | null = null;
  let at = Number.NEGATIVE_INFINITY;
  return {
    update(position) {
      const step = last === null ? 0 : position - last;
      const now = performance.now();
      const calm = now - at > restless;
      last = position;
      at = now;
      motion?.settle();
      if (step !== 1 || !calm || prefersStillness()) return null;
      if (create === null) void fetchMotion();
      motion ??= create?.(svg) ?? null;
      return motion?.prepare() ?? null;
    },
    destroy: () => motion?.settle(),
  };
}

export function useRevealMotion(svg: RefObject<SVGSVGElement | null>, position: number): void {
  const reveals = useRef<Reveals | null>(null);
  useLayoutEffect(() => {
    if (!svg.current) return;
    const made = createReveals(svg.current);
    reveals.current = made;
    return () => made.destroy();
  }, [svg]);
  useLayoutEffect(() => onceChanged(() => reveals.current?.update(position) ?? null), [position]);
}
