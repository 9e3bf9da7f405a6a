// Playing by itself: how time becomes moves. Time comes in as an argument, so any clock can drive it.

import { clampPosition, type Grain, lastPosition, nextPosition, type Reach } from './position.ts';

/** Speed 1 shows five fine beats in four seconds. */
const fineBeatsPerSecond = 1.25;
/** A coarse move shows a whole time step, which takes longer to read. */
const coarseMovesPerSecond = 0.625;

export interface Playing {
  readonly position: number;
  /** Milliseconds since the last move; less than one interval. */
  readonly elapsed: number;
  /** False: the last beat has been reached. */
  readonly playing: boolean;
}

/** Milliseconds between two moves. */
export function moveInterval(grain: Grain, speed: number): number {
  const rate = grain === 'fine' ? fineBeatsPerSecond : coarseMovesPerSecond;
  return 1000 / (rate * speed);
}

/** The state `dt` milliseconds later. At the limit of a run that still goes on it waits; at the end it stops. */
export function advance(
  reach: Reach,
  grain: Grain,
  speed: number,
  state: Playing,
  dt: number,
): Playing {
  if (!state.playing) return state;
  const interval = moveInterval(grain, speed);
  let position = clampPosition(reach, state.position);
  let elapsed = state.elapsed + Math.max(0, dt);
  while (elapsed >= interval) {
    const next = nextPosition(reach, grain, position);
    if (next === position) break;
    position = next;
    elapsed -= interval;
  }
  // The last beat is the end of playing, not one more wait.
  if (reach.ended && position === lastPosition(reach, grain)) {
    return { position, elapsed: 0, playing: false };
  }
  return { position, elapsed: Math.min(elapsed, interval), playing: true };
}
