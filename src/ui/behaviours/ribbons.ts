// Draws what flows from the columns into the shared weights: over both, from where they really stand on screen.

import { select } from 'd3-selection';
import { curvePath, middleOf, type Point } from '#marks/curve.ts';
import type { RibbonScene } from '#marks/ribbon.ts';
import { parameterGradientId } from '#model/quantity-id.ts';
import { stepClass } from '#ui/picture/tone-class.ts';
import { watchSize } from './watch-size.ts';

export interface Ribbons {
  /** Draws them between the places known so far, without measuring. */
  update(ribbons: readonly RibbonScene[]): void;
  /** Measures, and returns how to draw again where anything stands elsewhere now. */
  settle(): (() => void) | null;
  destroy(): void;
}

interface Drawn {
  readonly ribbon: RibbonScene;
  readonly way: Way;
}

/** On screen, in the overlay's own coordinates. */
interface Way {
  readonly path: string;
  readonly middle: Point;
}

/** A contribution that is exactly zero is dotted, and says so. */
function classOf({ presence, colour, width }: RibbonScene): string {
  return `ribbon ${presence} ${stepClass(colour)} ${width === 0 ? 'zero' : ''}`;
}

/**
 * `overlay` lies over `panel`. A ribbon starts in the graph (coordinates of `.graph`) and ends at the element with
 * `data-anchor` of its parameter; both are measured, so scrolling and any arrangement are allowed.
 */
export function createRibbons(overlay: SVGSVGElement, panel: HTMLElement): Ribbons {
  let current: readonly RibbonScene[] = [];
  let places: Places | null = null;
  const draw = (): void => {
    const drawn = current.flatMap((ribbon) => {
      const way = places && ribbonWay(ribbon, places);
      return way === null ? [] : [{ ribbon, way }];
    });
    const zeros = drawn.filter(({ ribbon }) => ribbon.width === 0);
    select(overlay)
      .selectAll<SVGTextElement, Drawn>('text')
      .data(zeros, ({ ribbon }) => ribbon.id)
      .join((enter) => enter.append('text').text('0'))
      .each(function ({ ribbon, way: { middle } }) {
        put(this, 'class', `ribbon-zero ${ribbon.presence}`);
        put(this, 'data-quantity', ribbon.id);
        put(this, 'x', middle.x);
        put(this, 'y', middle.y);
      });
    select(overlay)
      .selectAll<SVGPathElement, Drawn>('path')
      .data(drawn, ({ ribbon }) => ribbon.id)
      .join('path')
      .each(function ({ ribbon, way }) {
        put(this, 'class', classOf(ribbon));
        put(this, 'data-quantity', ribbon.id);
        put(this, 'data-also', parameterGradientId(ribbon.parameter));
        put(this, 'stroke-width', ribbon.width || 1.5);
        put(this, 'd', way.path);
      });
  };
  const settle = (): (() => void) | null => {
    const now = current.length === 0 ? places : measured(panel);
    if (isSame(places, now)) return null;
    places = now;
    return draw;
  };
  const follow = (): void => settle()?.();
  const unwatch = watchSize([panel], follow);
  // The weights stay in sight while the picture scrolls.
  const frame = panel.closest('.picture-frame') ?? panel;
  frame.addEventListener('scroll', follow, { capture: true, passive: true });
  return {
    update(ribbons) {
      current = ribbons;
      draw();
    },
    settle,
    destroy() {
      unwatch();
      frame.removeEventListener('scroll', follow, { capture: true });
      select(overlay).selectAll('*').remove();
    },
  };
}

/** Writes only what is different: the browser would style and lay out the same again. */
function put(mark: SVGElement, name: string, value: string | number): void {
  const text = String(value);
  if (mark.getAttribute(name) !== text) mark.setAttribute(name, text);
}

/** Where everything stands on screen; measured once for all ribbons. */
interface Places {
  readonly base: DOMRect;
  readonly origin: DOMRect;
  readonly view: DOMRect;
  readonly column: DOMRect;
  /** Of each parameter's sum. */
  readonly ends: ReadonlyMap<string, DOMRect>;
}

function measured(panel: HTMLElement): Places | null {
  const [graph, scroller, side] = ['.graph', '.scroller', '.side-weights'].map((part) =>
    panel.querySelector(part)?.getBoundingClientRect(),
  );
  if (!graph || !scroller || !side) return null;
  const anchors = [...panel.querySelectorAll<HTMLElement>('[data-anchor]')];
  const ends = new Map(anchors.map((a) => [a.dataset.anchor ?? '', a.getBoundingClientRect()]));
  return { base: panel.getBoundingClientRect(), origin: graph, view: scroller, column: side, ends };
}

function isSame(a: Places | null, b: Places | null): boolean {
  if (a === null || b === null) return a === b;
  const isAt = (p: DOMRect, q: DOMRect | undefined): boolean =>
    p.x === q?.x && p.y === q.y && p.width === q.width && p.height === q.height;
  return (
    isAt(a.base, b.base) &&
    isAt(a.origin, b.origin) &&
    isAt(a.view, b.view) &&
    isAt(a.column, b.column) &&
    a.ends.size === b.ends.size &&
    [...a.ends].every(([parameter, end]) => isAt(end, b.ends.get(parameter)))
  );
}

/** null where the column or the weight is scrolled out of sight. */
function ribbonWay(ribbon: RibbonScene, places: Places): Way | null {
  const { base, origin, view, column } = places;
  const end = places.ends.get(ribbon.parameter);
  if (!end) return null;
  const from = { x: origin.left + ribbon.from.x, y: origin.top + ribbon.from.y };
  const beside = column.right <= view.left + 1;
  const to = beside
    ? { x: end.right, y: (end.top + end.bottom) / 2 }
    : { x: (end.left + end.right) / 2, y: end.top };
  const seen = from.x >= view.left && from.x <= view.right;
  const reached = beside
    ? to.y >= column.top && to.y <= column.bottom
    : to.x >= column.left && to.x <= column.right;
  if (!seen || !reached) return null;
  const on = ({ x, y }: Point): Point => ({
    x: Math.round(x - base.left),
    y: Math.round(y - base.top),
  });
  const bend = beside ? (from.x - to.x) * 0.4 : (to.y - from.y) * 0.5;
  const curve = {
    start: on(from),
    first: on(
      beside ? { x: from.x - Math.min(bend, 70), y: from.y } : { x: from.x, y: from.y + bend },
    ),
    second: on(beside ? { x: to.x + bend, y: to.y } : { x: to.x, y: to.y - bend }),
    end: on(to),
  };
  return { path: curvePath(curve), middle: middleOf(curve) };
}
