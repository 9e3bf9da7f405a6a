// The playback slice: moves among the beats, by hand and by the clock.

import { advance, moveInterval, type Playing } from '#playback/playing.ts';
import {
  beforeFirst,
  clampPosition,
  lastPosition,
  nextPosition,
  previousPosition,
  type Reach,
  reachOf,
} from '#playback/position.ts';
import type { Trace } from '#trace/record/trace.ts';
import { createAwaitedBeat, type Shown, type StopOf } from './awaited-beat.ts';
import type { Access, PlaybackActions, StudioState } from './state.ts';
import { createQuestions } from './withheld.ts';

/** Time for playing; the page gives animation frames, a test ticks by hand. */
export interface Clock {
  /** Calls `tick` with the milliseconds since the tick before, until the returned function is called. */
  start(tick: (dt: number) => void): () => void;
}

export interface Moves {
  readonly actions: PlaybackActions;
  /** What this picture changes besides: the position, where a move was made to a beat that its trace has come to. */
  caughtUp(picture: Shown & { readonly trace: Trace }): Partial<StudioState>;
}

const slowest = 0.1;
const fastest = 40;

export function createMoves({ get, set }: Access, clock: Clock): Moves {
  let elapsed = 0;
  let stopClock: (() => void) | null = null;
  const awaited = createAwaitedBeat();

  const questions = createQuestions({ get, set });
  const reach = (): Reach => reachOf(get().beats, get().trace);

  function pause(): void {
    stopClock?.();
    stopClock = null;
    if (get().playing) set({ playing: false });
  }

  function tick(dt: number): void {
    const { position, grain, speed } = get();
    if (questions.isAsked()) {
      elapsed = questions.wait(elapsed + dt, moveInterval(grain, speed));
      return;
    }
    const before: Playing = { position, elapsed, playing: true };
    const after = advance(reach(), grain, speed, before, dt);
    elapsed = after.elapsed;
    if (after.position !== position) set(placeAt(get(), after.position));
    if (!after.playing && !questions.isAsked()) pause();
  }

  /** A move by hand ends playing. */
  function move(stopOf: StopOf): void {
    pause();
    const { position, grain } = get();
    const place = awaited.lead(get(), grain, reach(), stopOf);
    if (place !== position) set(placeAt(get(), place));
  }

  const actions: PlaybackActions = {
    goTo: (position) => move((to) => clampPosition(to, position)),
    next: () => move((to, from) => questions.answer() ?? nextPosition(to, get().grain, from)),
    previous: () => move((to, from) => previousPosition(to, get().grain, from)),
    first: () => move(() => beforeFirst),
    last: () => move((to) => lastPosition(to, get().grain)),
    play() {
      if (get().playing) return;
      const { limit, ended } = reach();
      // At the end there is nothing left to play: begin again.
      const position = ended && get().position >= limit ? beforeFirst : get().position;
      elapsed = 0;
      awaited.forget();
      set({ playing: true, position, freshEdit: null });
      stopClock = clock.start(tick);
    },
    pause,
    setGrain: (grain) => set({ grain }),
    setPredict: (predict) => set({ predict, revealed: get().position }),
    reveal: questions.reveal,
    setSpeed(speed) {
      if (speed > 0) set({ speed: Math.min(fastest, Math.max(slowest, speed)) });
    },
  };
  return {
    actions,
    caughtUp(picture) {
      const position = awaited.reachedBy(picture);
      return position === null ? {} : placeAt({ ...get(), beats: picture.beats }, position);
    },
  };
}

/** The column follows the beat again; a chosen window stays while the beat is inside it; an edit is news no more. */
function placeAt(
  { beats, window }: Pick<StudioState, 'beats' | 'window'>,
  position: number,
): Partial<StudioState> {
  const t = beats[position]?.t ?? null;
  const stays = window !== null && t !== null && window.from <= t && t <= window.to;
  return { position, column: null, window: stays ? window : null, freshEdit: null };
}
