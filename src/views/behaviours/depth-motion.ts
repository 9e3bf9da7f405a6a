// The passage between two depths of the picture: every mark comes from where its like stood before, the rest fades in.

import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { entryOf, type QuantityId, stepOf, wholeOf } from '#model/quantity-id.ts';
import { useStudioStore } from '#views/studio-context.tsx';
import { prefersStillness } from './stillness.ts';

/** A long look at one change, and no more marks than a screen can show apart. */
const timing: KeyframeAnimationOptions = {
  duration: 450,
  easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)',
  fill: 'backwards',
};
const most = 1500;
const smallest = 0.2;
const largest = 3;

/** What moves as one: a vector (`data-node`, with its quantity), a single unit (`data-entry`), a strip below a column. */
const movable = '[data-node], [data-entry], .strips g[data-quantity]:not(.norm)';
/** Where something can come from: the cells of a strip too, out of which units grow. */
const origins = `${movable}, .strip [data-quantity], .initial [data-quantity]`;

export interface DepthMotion {
  /** Remembers where every mark stands: to be called while the old depth is still on screen. */
  remember(): void;
  /** Lets every mark of the new depth come from its place in the old one; nothing where none is remembered. */
  arrive(): void;
  /** Brings everything to rest at once. */
  settle(): void;
}

/** Animates by transform and opacity alone and leaves no trace in the document. */
export function createDepthMotion(frame: HTMLElement): DepthMotion {
  let before: Places | null = null;
  let running: Animation[] = [];
  const settle = (): void => {
    for (const animation of running) animation.cancel();
    running = [];
  };
  return {
    remember() {
      before = prefersStillness() ? null : placesIn(frame);
    },
    arrive() {
      const from = before;
      before = null;
      settle();
      if (from === null || from.exact.size === 0) return;
      const marks = topmost(frame);
      if (marks.length > most) return;
      // All is measured before anything moves, so that the page is laid out once.
      const moves = marks.flatMap((mark) => moveOf(mark, from));
      const known = new Set(moves.map(({ mark }) => mark));
      running = [
        ...moves.map(({ mark, start }) => mark.animate([start], timing)),
        ...fresh(frame, known).map((element) => element.animate([{ opacity: 0 }], timing)),
      ];
    },
    settle,
  };
}

/** Where the marks of a depth stand on screen: each by its id, and all steps of a quantity by its name. */
interface Places {
  readonly exact: ReadonlyMap<QuantityId, DOMRect>;
  readonly named: ReadonlyMap<string, readonly QuantityId[]>;
  /** How much of each step there is to see. */
  readonly shown: ReadonlyMap<number, number>;
}

function placesIn(frame: HTMLElement): Places {
  const exact = new Map<QuantityId, DOMRect>();
  const marks = [...frame.querySelectorAll(origins)];
  if (marks.length > most * 4) return { exact, named: new Map(), shown: new Map() };
  for (const mark of marks) {
    const id = idOf(mark);
    if (id !== null && !exact.has(id)) exact.set(id, mark.getBoundingClientRect());
  }
  // Single units without their vector: it stands where they stand together.
  const wholes = new Map<QuantityId, DOMRect>();
  for (const [id, box] of exact) {
    const whole = wholeOf(id);
    if (entryOf(id) !== null && !exact.has(whole))
      wholes.set(whole, around(wholes.get(whole), box));
  }
  for (const [id, box] of wholes) exact.set(id, box);
  const named = new Map<string, QuantityId[]>();
  const shown = new Map<number, number>();
  for (const id of exact.keys()) {
    named.set(nameOf(id), [...(named.get(nameOf(id)) ?? []), id]);
    const t = stepOf(id);
    if (t !== null) shown.set(t, (shown.get(t) ?? 0) + 1);
  }
  return { exact, named, shown };
}

function idOf(mark: Element): QuantityId | null {
  return (
    mark.getAttribute('data-entry') ??
    mark.getAttribute('data-quantity') ??
    mark.getAttribute('data-node')
  );
}

/** The id without its step: the same quantity at any time. */
function nameOf(id: QuantityId): string {
  return id.replace(/@\d+/, '@');
}

function around(a: DOMRect | undefined, b: DOMRect): DOMRect {
  if (!a) return b;
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
  return new DOMRect(
    left,
    top,
    Math.max(a.right, b.right) - left,
    Math.max(a.bottom, b.bottom) - top,
  );
}

/** Its own place before; that of its vector; that of the same quantity at the step shown most, or else the nearest. */
function originOf(id: QuantityId, { exact, named, shown }: Places): DOMRect | null {
  const own = exact.get(id) ?? exact.get(wholeOf(id));
  if (own) return own;
  const like = named.get(nameOf(id)) ?? named.get(nameOf(wholeOf(id))) ?? [];
  const t = stepOf(id) ?? 0;
  const away = (other: QuantityId): number => Math.abs((stepOf(other) ?? 0) - t);
  const weight = (other: QuantityId): number => shown.get(stepOf(other) ?? 0) ?? 0;
  const nearest = like.toSorted((a, b) => weight(b) - weight(a) || away(a) - away(b))[0];
  return nearest === undefined ? null : (exact.get(nearest) ?? null);
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
  if (!origin) return [];
  const own = mark.getBoundingClientRect();
  if (own.height === 0 || origin.height === 0) return [];
  const scale = Math.min(largest, Math.max(smallest, origin.height / own.height));
  const start = mark instanceof SVGGraphicsElement ? inDrawing(mark) : inPage;
  return [{ mark, start: { transform: start(own, origin, scale), composite: 'add' } }];
}

type Start = (own: DOMRect, origin: DOMRect, scale: number) => string;

const inPage: Start = (own, origin, scale) => {
  const [from, to] = [middleOf(origin), middleOf(own)];
  return `translate(${from.x - to.x}px, ${from.y - to.y}px) scale(${scale})`;
};

/** In the drawing's own units, about its origin. */
function inDrawing(mark: SVGGraphicsElement): Start {
  const screen = mark.getScreenCTM();
  if (!screen) return inPage;
  const local = (box: DOMRect): DOMPoint => {
    const { x, y } = middleOf(box);
    return new DOMPoint(x, y).matrixTransform(screen.inverse());
  };
  return (own, origin, scale) => {
    const [from, to] = [local(origin), local(own)];
    const [x, y] = [from.x - scale * to.x, from.y - scale * to.y];
    return `translate(${x}px, ${y}px) scale(${scale})`;
  };
}

function middleOf({ left, top, width, height }: DOMRect): { x: number; y: number } {
  return { x: left + width / 2, y: top + height / 2 };
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
  return found.length > most ? [] : found;
}

/**
 * The passage between depths for the picture in `frame`. What comes back is to be called once the new depth stands
 * there, before it is painted.
 */
export function useDepthMotion(frame: RefObject<HTMLElement | null>): () => void {
  const studio = useStudioStore();
  const motion = useRef<DepthMotion | null>(null);
  const focused = useRef<QuantityId | null>(null);
  useLayoutEffect(() => {
    if (!frame.current) return;
    const made = createDepthMotion(frame.current);
    motion.current = made;
    const unsubscribe = studio.subscribe((now, last) => {
      if (now.depth !== last.depth) {
        made.remember();
        focused.current = focusIn(frame.current);
      } else if (now.position !== last.position || now.trace !== last.trace) made.settle();
    });
    return () => {
      unsubscribe();
      made.settle();
    };
  }, [frame, studio]);
  return useCallback(() => {
    motion.current?.arrive();
    if (frame.current && focused.current !== null) focusLike(frame.current, focused.current);
    focused.current = null;
  }, [frame]);
}

/** The id of what has the focus in the picture, empty where that has none; null where the focus is elsewhere. */
function focusIn(frame: HTMLElement | null): QuantityId | null {
  const active = document.activeElement;
  return active && frame?.contains(active) ? (idOf(active) ?? '') : null;
}

/** Whoever moved in the picture by keyboard goes on at the same quantity, or where Tab would lead. */
function focusLike(frame: HTMLElement, id: QuantityId): void {
  if (frame.contains(document.activeElement)) return;
  const stops = [...frame.querySelectorAll<HTMLElement | SVGElement>('[tabindex]')];
  const next = stops.find((stop) => idOf(stop) === id) ?? stops.find((stop) => stop.tabIndex === 0);
  next?.focus({ preventScroll: true });
}
