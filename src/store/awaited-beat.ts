// A beat of a run that goes on, gone to before it was computed: remembered until the run has come there.

import { type Grain, lastPosition, type Reach, reachOf } from '#playback/position.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { StudioState } from './state.ts';

/** The beat on screen. Another one than the wait began at, by whatever means, ends the wait. */
export type Shown = Pick<StudioState, 'beats' | 'position'>;

export interface AwaitedBeat {
  /**
   * Where a move leads now. Of a run that goes on that is as far as it has come, and the rest is remembered.
   * `stopOf`: where it leads within a reach. It starts where one is going already, else from the beat on screen.
   */
  lead(shown: Shown, grain: Grain, now: Reach, stopOf: StopOf): number;
  forget(): void;
  /** Where to go with this picture: the beat awaited, once its trace has it, or the last one of a run that ends before. */
  reachedBy(picture: Shown & { readonly trace: Trace }): number | null;
}

export type StopOf = (reach: Reach, from: number) => number;

export function createAwaitedBeat(): AwaitedBeat {
  let awaited: { readonly position: number; readonly shown: Shown } | null = null;

  /** The position awaited while this is on screen. */
  function at({ beats, position }: Shown): number | null {
    const waits = awaited?.shown.position === position && awaited.shown.beats === beats;
    return awaited !== null && waits ? awaited.position : null;
  }

  return {
    lead(shown, grain, now, stopOf) {
      const { beats, position } = shown;
      const whole: Reach = { beats, limit: beats.length - 1, ended: true };
      const target = now.ended ? stopOf(now, position) : stopOf(whole, at(shown) ?? position);
      awaited = null;
      if (target <= now.limit) return target;
      const place = Math.max(position, lastPosition(now, grain));
      awaited = { position: target, shown: { beats, position: place } };
      return place;
    },
    forget() {
      awaited = null;
    },
    reachedBy(picture) {
      if (awaited === null) return null;
      const position = at(picture);
      const { limit, ended } = reachOf(picture.beats, picture.trace);
      if (position !== null && limit < position && !ended) return null;
      awaited = null;
      return position === null ? null : Math.min(position, limit);
    },
  };
}
