// The places among single units that the keyboard reaches: along time, and up through the units of a step.

import type { LossesScene } from '#marks/losses.ts';
import { entryId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { type Stop, stopKey } from '#ui/picture/use-stop-keys.ts';
import type { GroupLayout, UnitsLayout } from './unit-layout.scene.ts';

export interface UnitStops {
  readonly all: readonly Stop[];
  /** The row of the losses, above all units. */
  readonly lossRow: number;
  /** `t,row` of each unit, or of the whole strip that holds it. */
  readonly keys: ReadonlyMap<QuantityId, string>;
}

/** From the bottom up: x, the states as they stand, the prediction, the losses; a strip of units is one stop. */
export function unitStops(layout: UnitsLayout, losses: LossesScene): UnitStops {
  const { bases, lossRow } = rowsOf(layout);
  const units = layout.groups.flatMap((group) => stopsOf(group, bases.get(group.quantity) ?? 0));
  return {
    all: [
      ...units,
      ...losses.losses.map(({ id, t }) => ({ id, t, row: lossRow })),
      { id: losses.total.id, t: layout.head.window.to, row: lossRow + 1 },
    ],
    lossRow,
    keys: new Map(units.map((stop) => [stop.id, stopKey(stop)])),
  };
}

/** The lowest row of each quantity, alike in all columns, and the first row above all of them. */
function rowsOf({ groups }: UnitsLayout): {
  readonly bases: ReadonlyMap<string, number>;
  readonly lossRow: number;
} {
  const bases = new Map<string, number>();
  let row = 0;
  for (const group of groups.toSorted((a, b) => b.first.y - a.first.y)) {
    if (bases.has(group.quantity)) continue;
    bases.set(group.quantity, row);
    row += group.shape === 'circle' ? group.size : 1;
  }
  return { bases, lossRow: row };
}

function stopsOf({ quantity, t, size, shape, pitch }: GroupLayout, base: number): readonly Stop[] {
  const id = valueId(quantity, t);
  if (shape === 'cell') return [{ id, t, row: base }];
  return Array.from({ length: size }, (_, place) => {
    // The first unit of a column stands on top.
    const unit = pitch.y > 0 ? size - place : place + 1;
    return { id: entryId(id, unit), t, row: base + place };
  });
}
