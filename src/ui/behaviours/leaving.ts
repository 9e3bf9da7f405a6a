// What the depth before leaves behind: its drawings once more, while their marks go where their like stand now.

import type { QuantityId } from '#model/quantity-id.ts';
import { idOf } from './mark-id.ts';
import { boxOf, movable, originOf, type Places, wayBetween } from './mark-places.ts';

/** Of larger pictures nothing is kept: the next one must not wait for it. */
const most = 400;

export interface Leaving {
  /** Lets it go, into the places of the new depth; it is gone when all has come to rest. */
  go(places: Places, timing: KeyframeAnimationOptions): void;
  end(): void;
}

/** A copy of the drawings in `frame` without anything that answers to a reader, a pointer, or a search by id. */
export function createLeaving(frame: HTMLElement): Leaving | null {
  const drawings = [...frame.querySelectorAll<SVGSVGElement>('svg')];
  const marks = drawings.flatMap((drawing) => [...drawing.querySelectorAll(movable)]);
  if (marks.length === 0 || marks.length > most) return null;
  const layer = document.createElement('div');
  layer.className = 'leaving';
  layer.setAttribute('aria-hidden', 'true');
  const ids = new Map<Element, QuantityId>();
  const base = frame.getBoundingClientRect();
  for (const drawing of drawings) {
    const { left, top } = drawing.getBoundingClientRect();
    const copy = drawing.cloneNode(true) as SVGSVGElement;
    copy.style.left = `${left - base.left}px`;
    copy.style.top = `${top - base.top}px`;
    for (const mark of copy.querySelectorAll(movable)) {
      const id = idOf(mark);
      const isInner = mark.parentElement?.closest(movable) !== null;
      if (id !== null && !isInner) ids.set(mark, id);
    }
    layer.append(copy);
  }
  for (const element of layer.querySelectorAll('*')) strip(element);
  return {
    go(places, timing) {
      frame.append(layer);
      const { left, top } = frame.getBoundingClientRect();
      layer.style.translate = `${frame.scrollLeft + base.left - left}px ${base.top - top}px`;
      const fade = { ...timing, fill: 'both' as const };
      const moves = [...ids].map(([mark, id]) => ({ mark, to: targetOf(mark, id, places) }));
      for (const { mark, to } of moves) {
        // Its like has taken its place and moves itself.
        if (to === 'taken') mark.animate([{ opacity: 0 }, { opacity: 0 }], fade);
        else if (to !== null) mark.animate([{}, { transform: to, composite: 'add' }], fade);
      }
      const gone = layer.animate([{ opacity: 0.9 }, { opacity: 0 }], fade);
      gone.onfinish = () => layer.remove();
    },
    end: () => layer.remove(),
  };
}

const answering = /^(?:id|role|name|tabindex|aria-.*|data-.*)$/;

function strip(element: Element): void {
  for (const name of element.getAttributeNames()) {
    if (answering.test(name)) element.removeAttribute(name);
  }
}

/** Where it goes; `taken` where the very same stands in the new depth; null where nothing is like it. */
function targetOf(mark: Element, id: QuantityId, places: Places): string | 'taken' | null {
  if (places.exact.has(id)) return 'taken';
  const target = originOf(id, places);
  const own = boxOf(mark);
  return target && own.height > 0 ? wayBetween(mark, own, target) : null;
}
