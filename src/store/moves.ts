// The playback slice: moves among the beats, by hand and by the clock.

import { advance, type Playing } from '#playback/playing.ts';
import {
  beforeFirst,
  clampPosition,
  lastPosition,
  nextPosition,
  previousPosition,
  type Reach,
  reachOf,
} from '#playback/position.ts';
import type { Access, PlaybackActions, StudioState } from './state.ts';

/** Time for playing; the page gives animation frames, a test ticks by hand. */
export interface Clock {
  /** Calls `tick` with the milliseconds since the tick before, until the returned function is called. */
  start(tick: (dt: number) => void): () => void;
}

const slowest = 0.1;
const fastest = 40;

export function createMoves({ get, set }: Access, clock: Clock): PlaybackActions {
  let elapsed = 0;
  let stopClock: (() => void) | null = null;

  const reach = (): Reach => reachOf(get().beats, get().trace);

  function pause(): void {
    stopClock?.();
    stopClock = null;
    if (get().playing) set({ playing: false });
  }

  function tick(dt: number): void {
    const { position, grain, speed } = get();
    const before: Playing = { position, elapsed, playing: true };
    const after = advance(reach(), grain, speed, before, dt);
    elapsed = after.elapsed;
    if (after.position !== position) set(placeAt(after.position));
    if (!after.playing) pause();
  }

  /** The column follows the beat again; a chosen window stays while the beat is inside it. */
  function placeAt(position: number): Partial<StudioState> {
    const { beats, window } = get();
    const t = beats[position]?.t ?? null;
    const stays = window !== null && t !== null && window.from <= t && t <= window.to;
    return { position, column: null, window: stays ? window : null };
  }

  /** A move by hand ends playing. */
  function moveTo(position: number): void {
    pause();
    if (position !== get().position) set(placeAt(position));
  }

  return {
    goTo: (position) => moveTo(clampPosition(reach(), position)),
    next: () => moveTo(nextPosition(reach(), get().grain, get().position)),
    previous: () => moveTo(previousPosition(reach(), get().grain, get().position)),
    first: () => moveTo(beforeFirst),
    last: () => moveTo(lastPosition(reach(), get().grain)),
    play() {
      if (get().playing) return;
      const { limit, ended } = reach();
      // At the end there is nothing left to play: begin again.
      const position = ended && get().position >= limit ? beforeFirst : get().position;
      elapsed = 0;
      set({ playing: true, position });
      stopClock = clock.start(tick);
    },
    pause,
    setGrain: (grain) => set({ grain }),
    setSpeed(speed) {
      if (speed > 0) set({ speed: Math.min(fastest, Math.max(slowest, speed)) });
    },
  };
}
