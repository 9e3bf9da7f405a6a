// Adds up the contributions of a long run ahead, in the page's idle moments, so that a jump need not.

import { useEffect } from 'react';
import { isWindowed } from '#playback/window.ts';
import type { Trace } from '#trace/record/trace.ts';
import { prepareSums } from './contribution-series.scene.ts';

/** Milliseconds of work at a time, and of rest between. */
const slice = 6;
const rest = 12;

export function usePreparedSums(trace: Trace): void {
  useEffect(() => {
    if (!isWindowed(trace.steps)) return;
    const steps = prepareSums(trace);
    let timer = setTimeout(work, rest);
    function work(): void {
      const end = performance.now() + slice;
      while (performance.now() < end) if (steps.next().done) return;
      timer = setTimeout(work, rest);
    }
    return () => clearTimeout(timer);
  }, [trace]);
}
