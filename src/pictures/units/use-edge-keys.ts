// Edges by keyboard: Shift and ← steps from a unit onto the edges into it, ↑ and ↓ go from one to the next.

import type { KeyboardEvent, RefObject } from 'react';
import { arrowsStep } from '#ui/behaviours/arrow-keys.ts';
import type { UnitEdge, UnitRef } from './unit-edges.scene.ts';
import type { UnitStops } from './unit-stops.ts';

/** Handles what concerns edges and stops it there; everything else goes on to the keys of the units. */
export function useEdgeKeys(
  root: RefObject<SVGSVGElement | null>,
  edges: readonly UnitEdge[],
  stops: UnitStops,
): (event: KeyboardEvent) => void {
  const focus = (selector: string): void => {
    const element = root.current?.querySelector(selector);
    if (element instanceof SVGElement) element.focus();
  };
  const focusEdge = (edge: UnitEdge | undefined): void => {
    if (edge) focus(`[data-edge="${edge.key}"]`);
  };
  const focusUnit = ({ quantity, t, unit }: UnitRef): void => {
    const id = `${quantity}@${t}`;
    const key = stops.keys.get(`${id}[${unit}]`) ?? stops.keys.get(id);
    if (key !== undefined) focus(`[data-node="${key}"]`);
  };
  const into = ({ to }: Pick<UnitEdge, 'to'>): readonly UnitEdge[] =>
    edges.filter(
      (edge) => edge.to.quantity === to.quantity && edge.to.t === to.t && edge.to.unit === to.unit,
    );
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element))
      return;
    if (event.key.startsWith('Arrow') && arrowsStep(event.target)) return;
    const held = event.target.getAttribute('data-edge');
    const edge = edges.find(({ key }) => key === held);
    if (edge) {
      if (!moveFrom(edge)) return;
    } else {
      const unit = event.target.getAttribute('data-quantity');
      if (!event.shiftKey || event.key !== 'ArrowLeft' || unit === null) return;
      focusEdge(edges.find(({ to }) => `${to.quantity}@${to.t}[${to.unit}]` === unit));
    }
    event.preventDefault();
    event.stopPropagation();

    /** Was it a key for an edge? */
    function moveFrom(at: UnitEdge): boolean {
      const all = into(at);
      const place = all.indexOf(at);
      if (event.key === 'ArrowUp') focusEdge(all[place - 1]);
      else if (event.key === 'ArrowDown') focusEdge(all[place + 1]);
      else if (event.key === 'ArrowLeft') focusUnit(at.from);
      else if (event.key === 'ArrowRight') focusUnit(at.to);
      else if (event.key === 'Enter' || event.key === ' ')
        event.target.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      else return false;
      return true;
    }
  };
}
