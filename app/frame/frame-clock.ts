// Time for playing: one tick for each animation frame.

import type { Clock } from '#store/moves.ts';

/** After a pause of the page (a hidden tab) playing goes on where it was, without catching up. */
const longestFrame = 250;

export const frameClock: Clock = {
  start(tick) {
    let before = performance.now();
    let frame = requestAnimationFrame(function step(now: number) {
      const elapsed = Math.min(Math.max(0, now - before), longestFrame);
      before = now;
      frame = requestAnimationFrame(step);
      tick(elapsed);
    });
    return () => cancelAnimationFrame(frame);
  },
};
