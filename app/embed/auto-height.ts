// The height that a figure needs, for a page around it that gives as much.

import { watchSize } from '#ui/behaviours/watch-size.ts';

/** Smaller changes are not worth a move of everything below the figure; px. */
const slack = 2;
/** A page that lays out by its frame's height and a frame that lays out by its page would never rest. */
const mostChanges = 20;
/** px; no figure is longer. */
const tallest = 4000;

/** Tells the height of the wrapper now and whenever it changes, until the returned function is called. */
export function watchHeight(wrapper: HTMLElement, tell: (height: number) => void): () => void {
  let told = 0;
  let changes = 0;
  const measure = (): void => {
    const height = Math.min(tallest, Math.ceil(wrapper.getBoundingClientRect().height));
    if (height === 0 || Math.abs(height - told) <= slack || changes >= mostChanges) return;
    told = height;
    changes += 1;
    tell(height);
  };
  const begin = (): void => {
    changes = 0;
  };
  wrapper.addEventListener('pointerdown', begin);
  wrapper.addEventListener('keydown', begin);
  measure();
  const stop = watchSize([wrapper], measure);
  return () => {
    stop();
    wrapper.removeEventListener('pointerdown', begin);
    wrapper.removeEventListener('keydown', begin);
  };
}
