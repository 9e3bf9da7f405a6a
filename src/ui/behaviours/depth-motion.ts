// The passage between two depths of the picture: every mark comes from where its like stood before, the rest fades in.

import { createLeaving, type Leaving } from './leaving.ts';
import { idOf } from './mark-id.ts';
import {
  boxOf,
  mostMarks,
  movable,
  originOf,
  type Places,
  placesIn,
  wayBetween,
} from './mark-places.ts';
import { prefersStillness } from './stillness.ts';

const timing: KeyframeAnimationOptions = {
  duration: 450,
  easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)',
  fill: 'backwards',
};

export interface DepthMotion {
  /** Remembers where every mark stands: to be called while the old depth is still on screen. */
  remember(): void;
  /** Lets every mark of the new depth come from its place in the old one; nothing where none is remembered. */
  arrive(): void;
  /** Stops where it is, so that a press ends on what it began on. */
  hold(): void;
  /** Brings everything to rest at once. */
  settle(): void;
}

/** Animates by transform and opacity alone and leaves no trace in the document. */
export function createDepthMotion(frame: HTMLElement): DepthMotion {
  let before: Places | null = null;
  let leaving: Leaving | null = null;
  let running: Animation[] = [];
  const settle = (): void => {
    for (const animation of running) animation.cancel();
    running = [];
    leaving?.end();
    leaving = null;
  };
  return {
    remember() {
      settle();
      before = prefersStillness() ? null : placesIn(frame);
      leaving = before && createLeaving(frame);
    },
    arrive() {
      const from = before;
      before = null;
      const marks = from === null || from.exact.size === 0 ? [] : topmost(frame);
      if (from === null || marks.length === 0 || marks.length > mostMarks) return settle();
      // All is measured before anything moves, so that the page is laid out once.
      const moves = marks.flatMap((mark) => moveOf(mark, from));
      const to = leaving && placesIn(frame);
      const known = new Set(moves.map(({ mark }) => mark));
      running = [
        ...moves.map(({ mark, start }) => mark.animate([start], timing)),
        ...fresh(frame, known).map((element) => element.animate([{ opacity: 0 }], timing)),
      ];
      if (to) leaving?.go(to, timing);
    },
    hold() {
      for (const animation of running) animation.pause();
    },
    settle,
  };
}

/** Marks that lie in no other mark. */
function topmost(frame: HTMLElement): readonly Element[] {
  return [...frame.querySelectorAll(movable)].filter(
    (mark) => mark.parentElement?.closest(movable) === null,
  );
}

interface Move {
  readonly mark: Element;
  readonly start: Keyframe;
}

function moveOf(mark: Element, from: Places): readonly Move[] {
  const id = idOf(mark);
  const origin = id === null ? null : originOf(id, from);
  const own = boxOf(mark);
  if (!origin || own.height === 0 || origin.height === 0) return [];
  return [{ mark, start: { transform: wayBetween(mark, own, origin), composite: 'add' } }];
}

/** What is new as a whole: the largest parts of the picture in which nothing comes from before. */
function fresh(root: Element, known: ReadonlySet<Element>): readonly Element[] {
  const holders = new Set<Element>();
  for (const mark of known) {
    for (let e = mark.parentElement; e && e !== root && !holders.has(e); e = e.parentElement) {
      holders.add(e);
    }
  }
  const within = (parent: Element): readonly Element[] =>
    [...parent.children].flatMap((child) => {
      if (known.has(child)) return [];
      return holders.has(child) ? within(child) : [child];
    });
  const found = within(root);
  return found.length > mostMarks ? [] : found;
}
