// A store that follows the studio and may lag behind it: at every moment it holds one whole state that the studio has had.

import type { Studio } from './create-studio.ts';
import type { StudioState } from './state.ts';

export interface FollowerOptions {
  /** May a view be shown what has changed since `before` in a later task? */
  mayWait(now: StudioState, before: StudioState): boolean;
  /** Calls back in a later task, unless the returned function is called before. */
  later(callback: () => void): () => void;
}

export interface Follower {
  /** To be read like the studio itself; what it is told goes to the studio at once. */
  readonly studio: Studio;
  /** Follows, from the present state on, until the returned function is called. */
  start(): () => void;
}

type Listener = Parameters<Studio['subscribe']>[0];

/** While something is on its way, all that comes after it arrives together with it. */
export function createFollower(leader: Studio, { mayWait, later }: FollowerOptions): Follower {
  let shown = leader.getState();
  let cancel: (() => void) | null = null;
  const listeners = new Set<Listener>();

  function arrive(): void {
    cancel?.();
    cancel = null;
    const before = shown;
    shown = leader.getState();
    if (shown !== before) for (const listener of [...listeners]) listener(shown, before);
  }

  function hear(now: StudioState): void {
    if (!mayWait(now, shown)) arrive();
    else cancel ??= later(arrive);
  }

  const subscribe: Studio['subscribe'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    studio: { ...leader, getState: () => shown, subscribe },
    start() {
      const leave = leader.subscribe(hear);
      arrive();
      return () => {
        leave();
        cancel?.();
        cancel = null;
      };
    },
  };
}
