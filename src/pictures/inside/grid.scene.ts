// Where strips and operations of the picture inside a column stand: a function of the cell and the room, not of the moment.

import { present } from '#base/exhaustive.ts';
import type { Point } from '#marks/curve.ts';
import type { Room } from '#marks/graph-layout.ts';
import type { StripLayout } from '#marks/strip-layout.ts';
import type { Source } from '#model/declaration.ts';
import type { Model } from '#model/model.ts';
import { type Across, fitting, layoutAcross } from './across-layout.scene.ts';
import { cellPlanOf } from './cell-plan.scene.ts';
import { type Down, type HeadSide, headSides, layoutDown } from './downward-layout.scene.ts';

/** Where wires end that is no quantity: the next step, and the loss. No quantity can have such a name. */
export const beyond = { next: '→', loss: 'L()' } as const;

/** A strip, by its middle. */
export interface Place extends Point {
  readonly source: Source;
  readonly layout: StripLayout;
}

export interface Grid {
  readonly across: Across;
  readonly down: Down;
  readonly width: number;
  readonly height: number;
  /** Less is not possible. */
  readonly leastHeight: number;
  readonly places: ReadonlyMap<string, Place>;
}

/** Of the gaps between rows. */
const looseness = [0.88, 2] as const;

export function keyOf({ quantity, at }: Source): string {
  return at === 'before' ? `${quantity}₋` : quantity;
}

export function placeOf(grid: Grid, source: Source): Place {
  return present(grid.places.get(keyOf(source)), keyOf(source));
}

export function layoutGrid(model: Model, room: Room, tokens: boolean): Grid {
  const across = layoutAcross(model, room.width);
  const [tight] = looseness;
  const downAt = (side: HeadSide, g: number): Down =>
    layoutDown(model, across.strips, tokens, side, g);
  const sides = headSides(model);
  const fits = sides.find((side) => downAt(side, tight).height <= room.height);
  const side = fits ?? sides.at(-1) ?? 'beside';
  const at = (g: number): Down => downAt(side, g);
  const down = at(fitting(looseness, room.height, (g) => at(g).height));
  return {
    across,
    down,
    width: across.width,
    height: down.height,
    leastHeight: Math.min(...sides.map((each) => downAt(each, tight).height)),
    places: placesOf(model, across, down),
  };
}

function placesOf(model: Model, across: Across, { yOf }: Down): ReadonlyMap<string, Place> {
  const { hidden, input, output } = across.strips;
  const places = new Map<string, Place>();
  const put = (source: Source, x: number, layout: StripLayout): void => {
    const y = present(yOf.get(source.quantity), source.quantity);
    places.set(keyOf(source), { source, layout, x, y });
  };
  for (const quantity of model.cell.states) {
    put({ quantity, at: 'before' }, across.before, hidden);
    put({ quantity, at: 'now' }, across.right, hidden);
  }
  cellPlanOf(model).slots.forEach((slot, i) => {
    for (const quantity of slot) put({ quantity, at: 'now' }, across.slots[i] ?? 0, hidden);
  });
  put({ quantity: 'x', at: 'now' }, across.input, input);
  for (const quantity of ['logits', 'prediction']) {
    put({ quantity, at: 'now' }, across.head, output);
  }
  return places;
}
