// Tells the style sheet at which edges a frame that scrolls has more than it shows, so that it fades them.

import { watchSize } from './watch-size.ts';

/** Less than this is nothing to scroll for, in px. */
const threshold = 6;

/** Keeps `data-more` of the frame: the words `below`, `left` and `right`, or none. Returns how to end it. */
export function watchMore(frame: HTMLElement): () => void {
  const look = (): void => {
    const more = edgesOf(frame).join(' ');
    if (more === '') frame.removeAttribute('data-more');
    else if (more !== frame.getAttribute('data-more')) frame.setAttribute('data-more', more);
  };
  const unwatch = watchSize([frame, ...frame.children], look);
  frame.addEventListener('scroll', look, { passive: true });
  return () => {
    unwatch();
    frame.removeEventListener('scroll', look);
    frame.removeAttribute('data-more');
  };
}

function edgesOf(frame: HTMLElement): readonly string[] {
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = frame;
  return [
    ...(scrollHeight - clientHeight - scrollTop > threshold ? ['below'] : []),
    ...(scrollLeft > threshold ? ['left'] : []),
    ...(scrollWidth - clientWidth - scrollLeft > threshold ? ['right'] : []),
  ];
}
