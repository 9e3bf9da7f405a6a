// A step in a figure: by key, button or message the same one; beyond the last and the first it is told to the page around.

import { reachOf } from '#playback/position.ts';
import type { Studio } from '#store/create-studio.ts';
import type { StudioState } from '#store/state.ts';
import { withheldOf } from '#store/withheld.ts';

export type Direction = 'next' | 'previous';

export interface Steps {
  go(direction: Direction): void;
}

/** Nothing is left to step to; a beat that asks still has its result. */
export function isAtEdge(state: StudioState, direction: Direction): boolean {
  const { beats, trace, position } = state;
  if (direction === 'previous') return position < 0;
  const reach = reachOf(beats, trace);
  return reach.ended && position >= reach.limit && withheldOf(state).size === 0;
}

export function createSteps(studio: Studio, onEdge: (direction: Direction) => void): Steps {
  return {
    go(direction) {
      const state = studio.getState();
      if (isAtEdge(state, direction)) onEdge(direction);
      else state[direction]();
    },
  };
}
