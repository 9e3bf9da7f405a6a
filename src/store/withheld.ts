// What the state withholds from every face of the moment on screen.

import { askedAt, nothingWithheld, type Withheld } from '#playback/withheld.ts';
import type { Access, StudioState } from './state.ts';

type Asked = Pick<StudioState, 'predict' | 'beats' | 'position' | 'grain' | 'revealed'>;

/** The question of the beat on screen. */
export interface Questions {
  isAsked(): boolean;
  reveal(): void;
  /** Reveals, and gives the beat to stay at; null where nothing was asked. */
  answer(): number | null;
  /** Playing gives the question as long as a beat, and its result then as long again; returns the time that is left over. */
  wait(elapsed: number, interval: number): number;
}

export function createQuestions({ get, set }: Access): Questions {
  const reveal = (): void => {
    const { revealed, position } = get();
    if (position > revealed) set({ revealed: position });
  };
  return {
    isAsked: () => withheldOf(get()).size > 0,
    reveal,
    answer() {
      if (withheldOf(get()).size === 0) return null;
      reveal();
      return get().position;
    },
    wait(elapsed, interval) {
      if (elapsed < interval) return elapsed;
      reveal();
      return elapsed - interval;
    },
  };
}

/** How far results are shown once another run stands at a position: what has been shown stays, what is opened asks. */
export function revealedAfter(
  { position, revealed }: Pick<StudioState, 'position' | 'revealed'>,
  isOpened: boolean,
  now: number,
): number {
  return !isOpened && position <= revealed ? now : Math.min(now - 1, revealed);
}

let last: { readonly of: Asked; readonly withheld: Withheld } | null = null;

/** The same set for the same state: it is asked with every change. */
export function withheldOf(state: Asked): Withheld {
  if (!state.predict || state.position <= state.revealed) return nothingWithheld;
  if (last === null || !isSame(last.of, state)) {
    const { predict, beats, position, grain, revealed } = state;
    last = { of: { predict, beats, position, grain, revealed }, withheld: askedAt(state) };
  }
  return last.withheld;
}

function isSame(a: Asked, b: Asked): boolean {
  return (
    a.beats === b.beats &&
    a.position === b.position &&
    a.grain === b.grain &&
    a.revealed === b.revealed
  );
}
