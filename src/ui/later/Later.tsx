// A part of the page that may come after the picture: of a long run it is drawn in a task of its own, once the frame is painted.

import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { isWindowed } from '#playback/window.ts';
import { createFollower } from '#store/follower.ts';
import type { StudioState } from '#store/state.ts';
import { StudioProvider, useStudioStore } from '#ui/studio-context.tsx';
import { afterPaint } from './after-paint.ts';

/** All of its children show one and the same moment, the newest or the one before. `first`: they come before all others. */
export function Later(props: {
  readonly first?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { first } = props;
  const leader = useStudioStore();
  const follower = useMemo(
    () =>
      createFollower(leader, {
        mayWait: isLongMove,
        later: (callback) => afterPaint(callback, first),
      }),
    [leader, first],
  );
  useLayoutEffect(() => follower.start(), [follower]);
  return <StudioProvider studio={follower.studio}>{props.children}</StudioProvider>;
}

/** Another moment of a long run; a press on the page itself is answered at once. */
function isLongMove(now: StudioState, before: StudioState): boolean {
  if (now.trace === null || !isWindowed(now.trace.steps)) return false;
  return (
    now.trace !== before.trace || now.position !== before.position || now.window !== before.window
  );
}
