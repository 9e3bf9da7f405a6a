// Where the marks of the picture stand on screen, and where each comes from or goes to in another depth.

import { entryOf, type QuantityId, stepOf, wholeOf } from '#model/quantity-id.ts';
import { idOf } from './mark-id.ts';

/** No more marks than a screen can show apart. */
export const mostMarks = 1500;
const smallest = 0.2;
const largest = 3;

/** What moves as one: a vector (`data-node`, with its quantity), a single unit (`data-entry`), a strip below a column. */
export const movable = '[data-node], [data-entry], .strips g[data-quantity]:not(.norm)';
/** Where something can come from: the cells of a strip too, out of which units grow. */
const origins = `${movable}, .strip [data-quantity], .initial [data-quantity]`;

/** Where the marks of a depth stand on screen: each by its id, and all steps of a quantity by its name. */
export interface Places {
  readonly exact: ReadonlyMap<QuantityId, DOMRect>;
  readonly named: ReadonlyMap<string, readonly QuantityId[]>;
  /** How much of each step there is to see. */
  readonly shown: ReadonlyMap<number, number>;
}

export function placesIn(frame: HTMLElement): Places {
  const exact = new Map<QuantityId, DOMRect>();
  const marks = [...frame.querySelectorAll(origins)];
  if (marks.length > mostMarks * 4) return { exact, named: new Map(), shown: new Map() };
  for (const mark of marks) {
    const id = idOf(mark);
    if (id !== null && !exact.has(id)) exact.set(id, boxOf(mark));
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

/** Where a mark stands on screen: its strip where it has one, since letters stand on another side in another depth. */
export function boxOf(mark: Element): DOMRect {
  return (mark.querySelector('.strip') ?? mark).getBoundingClientRect();
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
export function originOf(id: QuantityId, { exact, named, shown }: Places): DOMRect | null {
  const own = exact.get(id) ?? exact.get(wholeOf(id));
  if (own) return own;
  const like = named.get(nameOf(id)) ?? named.get(nameOf(wholeOf(id))) ?? [];
  const t = stepOf(id) ?? 0;
  const away = (other: QuantityId): number => Math.abs((stepOf(other) ?? 0) - t);
  const weight = (other: QuantityId): number => shown.get(stepOf(other) ?? 0) ?? 0;
  const nearest = like.toSorted((a, b) => weight(b) - weight(a) || away(a) - away(b))[0];
  return nearest === undefined ? null : (exact.get(nearest) ?? null);
}

/** The way between two boxes as a transform about the drawing's own origin, or about an element's middle. */
export function wayBetween(mark: Element, own: DOMRect, other: DOMRect): string {
  const scale = Math.min(largest, Math.max(smallest, other.height / own.height));
  const screen = mark instanceof SVGGraphicsElement ? mark.getScreenCTM() : null;
  const [from, to] = [middleOf(own), middleOf(other)];
  if (!screen) return `translate(${to.x - from.x}px, ${to.y - from.y}px) scale(${scale})`;
  const inside = screen.inverse();
  const [start, end] = [from.matrixTransform(inside), to.matrixTransform(inside)];
  const [x, y] = [end.x - scale * start.x, end.y - scale * start.y];
  return `translate(${x}px, ${y}px) scale(${scale})`;
}

function middleOf({ left, top, width, height }: DOMRect): DOMPoint {
  return new DOMPoint(left + width / 2, top + height / 2);
}
