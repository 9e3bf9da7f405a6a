// What a view that speaks of the present beat reads: the run, the beat, and what is known by then.

import { useMemo } from 'react';
import { present } from '#base/exhaustive.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import type { Beat } from '#playback/beat.ts';
import { reachOf } from '#playback/position.ts';
import { isRevealed, type Reveals } from '#playback/reveal.ts';
import { type Withheld, withholdingReveals, withholdingTrace } from '#playback/withheld.ts';
import { withheldOf } from '#store/withheld.ts';
import type { Trace } from '#trace/record/trace.ts';
import { useStudio } from './studio-context.tsx';

export interface Moment {
  readonly trace: Trace;
  readonly beats: readonly Beat[];
  readonly reveals: Reveals;
  readonly position: number;
  /** null before the first beat. */
  readonly beat: Beat | null;
  /** What is asked of the reader: trace and reveals tell nothing of it. */
  readonly withheld: Withheld;
}

/** The moment on screen; null while the very first run has shown nothing yet. */
export function useMoment(): Moment | null {
  const now = useStudio((state) => ({
    trace: state.trace,
    beats: state.beats,
    reveals: state.reveals,
    position: state.position,
    withheld: withheldOf(state),
  }));
  return useMemo(() => {
    const { trace, beats, reveals, position, withheld } = now;
    if (trace === null) return null;
    return {
      trace: withholdingTrace(trace, withheld),
      beats,
      reveals: withholdingReveals(reveals, withheld),
      position,
      beat: beats[position] ?? null,
      withheld,
    };
  }, [now]);
}

/** The run goes no further than here, since a number left the range of float64. */
export function isStopped({ trace, beats, position }: Moment): boolean {
  return trace.overflow !== null && position === reachOf(beats, trace).limit;
}

export function isKnown(moment: Moment, id: QuantityId): boolean {
  return isRevealed(moment.reveals, id, moment.position);
}

/** The moment on screen, where the view is only mounted once there is one. */
export function usePresentMoment(): Moment {
  return present(useMoment(), 'a run to show');
}
