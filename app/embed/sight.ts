// A figure that nobody sees does not play: it pauses, and goes on once it is seen again.

import type { Studio } from '#store/create-studio.ts';

export function pauseOutOfSight(studio: Studio): void {
  let waits = false;
  const show = (seen: boolean): void => {
    const { playing, play, pause } = studio.getState();
    if (!seen && playing) {
      waits = true;
      pause();
    } else if (seen && waits) {
      waits = false;
      play();
    }
  };
  document.addEventListener('visibilitychange', () => show(!document.hidden));
  new IntersectionObserver((entries) => show(entries.at(-1)?.isIntersecting ?? true)).observe(
    document.documentElement,
  );
  // reveal.js says so to the frames of a slide that comes and goes.
  window.addEventListener('message', ({ source, data }) => {
    if (source !== window.parent) return;
    if (data === 'slide:start') show(true);
    if (data === 'slide:stop') show(false);
  });
}
