// Draws what flows from the columns into the shared weights: over both, from where they really stand on screen.

import { select } from 'd3-selection';
import { parameterGradientId } from '#model/quantity-id.ts';
import type { RibbonScene } from '#scene/ribbons.ts';
import { stepClass } from '#views/graph/tone-class.ts';

export interface Ribbons {
  update(ribbons: readonly RibbonScene[]): void;
  destroy(): void;
}

interface Drawn {
  readonly ribbon: RibbonScene;
  readonly path: string;
}

/**
 * `overlay` lies over `panel`. A ribbon starts in the graph (coordinates of `.graph`) and ends at the element with
 * `data-anchor` of its parameter; both are measured, so scrolling and any arrangement are allowed.
 */
export function createRibbons(overlay: SVGSVGElement, panel: HTMLElement): Ribbons {
  let current: readonly RibbonScene[] = [];
  const draw = (): void => {
    const drawn = current.flatMap((ribbon) => {
      const path = ribbonPath(ribbon, panel);
      return path === null ? [] : [{ ribbon, path }];
    });
    select(overlay)
      .selectAll<SVGPathElement, Drawn>('path')
      .data(drawn, ({ ribbon }) => ribbon.id)
      .join('path')
      .attr('class', ({ ribbon }) => `ribbon ${ribbon.presence} ${stepClass(ribbon.t)}`)
      .attr('data-quantity', ({ ribbon }) => ribbon.id)
      .attr('data-also', ({ ribbon }) => parameterGradientId(ribbon.parameter))
      .attr('stroke-width', ({ ribbon }) => ribbon.width)
      .attr('d', ({ path }) => path);
  };
  const observer = new ResizeObserver(draw);
  observer.observe(panel);
  panel.addEventListener('scroll', draw, { capture: true, passive: true });
  return {
    update(ribbons) {
      current = ribbons;
      draw();
    },
    destroy() {
      observer.disconnect();
      panel.removeEventListener('scroll', draw, { capture: true });
      select(overlay).selectAll('*').remove();
    },
  };
}

/** null where the column or the weight is scrolled out of sight. */
function ribbonPath(ribbon: RibbonScene, panel: HTMLElement): string | null {
  const graph = panel.querySelector('.graph');
  const anchor = panel.querySelector(`[data-anchor="${ribbon.parameter}"]`);
  const scroller = panel.querySelector('.scroller');
  const side = panel.querySelector('.side-weights');
  if (!graph || !anchor || !scroller || !side) return null;
  const [base, origin, end] = [panel, graph, anchor].map((e) => e.getBoundingClientRect());
  const [view, column] = [scroller, side].map((e) => e.getBoundingClientRect());
  if (!base || !origin || !end || !view || !column) return null;
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
  const at = (x: number, y: number): string =>
    `${Math.round(x - base.left)},${Math.round(y - base.top)}`;
  const bend = beside ? (from.x - to.x) * 0.4 : (to.y - from.y) * 0.5;
  return beside
    ? `M${at(from.x, from.y)}C${at(from.x - Math.min(bend, 70), from.y)} ${at(to.x + bend, to.y)} ${at(to.x, to.y)}`
    : `M${at(from.x, from.y)}C${at(from.x, from.y + bend)} ${at(to.x, to.y - bend)} ${at(to.x, to.y)}`;
}
