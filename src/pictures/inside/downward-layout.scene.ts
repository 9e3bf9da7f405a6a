// Down the picture inside a column: the roads, the layers of the slots, the low states, x; and the head at the right.

import { type Model, quantityOf } from '#model/model.ts';
import type { Across } from './across-layout.scene.ts';
import { type CellPlan, cellPlanOf } from './cell-plan.scene.ts';
import { lossSize } from './sizes.scene.ts';

/** Heights of the operations below the strips of a layer: the last one, and those that feed it. */
export interface LayerOperations {
  readonly last: number;
  readonly feeding: number;
}

export interface Down {
  readonly height: number;
  /** Middles of strips, by quantity; of a state the same before and after. */
  readonly yOf: ReadonlyMap<string, number>;
  /** Where x and the states before the step are spread below the slots. */
  readonly busOf: ReadonlyMap<string, number>;
  readonly opsOf: ReadonlyMap<number, LayerOperations>;
  /** Between the roads and the slots. */
  readonly hang: number;
  /** The frame around the cell. */
  readonly top: number;
  readonly bottom: number;
  /** Middle of the loss, and of the target beside or above it. */
  readonly loss: number;
  readonly target: number;
  readonly tokenBaseline: number;
}

interface Rows {
  readonly yOf: Map<string, number>;
  readonly busOf: Map<string, number>;
  readonly opsOf: Map<number, LayerOperations>;
}

type Strips = Across['strips'];

/** Where the head stands: over the cell, or beside it (up from a low state, down from a road). */
export type HeadSide = 'over' | 'beside';

/** The sides that there are for the head of a cell, the better one first. */
export function headSides(model: Model): readonly HeadSide[] {
  return cellPlanOf(model).roads.includes(model.cell.output) ? ['over', 'beside'] : ['beside'];
}

/** `g` scales the gaps; 1 is comfortable. */
export function layoutDown(
  model: Model,
  strips: Strips,
  tokens: boolean,
  side: HeadSide,
  g: number,
): Down {
  const plan = cellPlanOf(model);
  const rows: Rows = { yOf: new Map(), busOf: new Map(), opsOf: new Map() };
  const above = headAbove(model, strips, g);
  const top = side === 'over' ? above + 6 * g : 2;
  let y = placeRoads(plan, strips, rows, top + 20, g);
  const hang = y + 4 * g;
  if (plan.roads.length > 0) y = hang + 22 * g;
  y = placeLayers(model, plan, strips, rows, y, g);
  y = placeLow(plan, strips, rows, y, g);
  const bottom = y + 4;
  rows.busOf.set('x', y + 14);
  y += 18 + 10 * g;
  rows.yOf.set('x', y + strips.input.height / 2);
  y += strips.input.height;
  const head = placeHead(model, plan, strips, rows, side, g);
  // A head that is taller than its cell needs room above it.
  const shift = Math.max(0, 2 - head.top);
  const lower = (value: number): number => Math.round(value + shift);
  const lowered = <K>(map: ReadonlyMap<K, number>): Map<K, number> =>
    new Map([...map].map(([key, value]) => [key, lower(value)]));
  const tokenBaseline = lower(Math.max(y + 19, head.bottom - 8));
  return {
    height: tokens ? tokenBaseline + 8 : lower(y + 6),
    yOf: lowered(rows.yOf),
    busOf: lowered(rows.busOf),
    opsOf: new Map(
      [...rows.opsOf].map(([layer, { last, feeding }]) => [
        layer,
        { last: lower(last), feeding: lower(feeding) },
      ]),
    ),
    hang: lower(hang),
    top: lower(top),
    bottom: lower(bottom),
    loss: lower(head.loss),
    target: lower(head.target),
    tokenBaseline,
  };
}

/** What a head takes above the row of its state: the loss, two strips, and what is between them. */
function headAbove(model: Model, { output }: Strips, g: number): number {
  const squash = model.specification.head === 'linear' ? 18 : 36;
  return 2 * lossSize.y + (21 + squash + 42) * g + 2 * output.height - 18;
}

function placeHead(
  model: Model,
  { roads }: CellPlan,
  { output }: Strips,
  { yOf }: Rows,
  side: HeadSide,
  g: number,
): {
  readonly loss: number;
  readonly target: number;
  readonly top: number;
  readonly bottom: number;
} {
  const state = yOf.get(model.cell.output) ?? 0;
  const onwards = side === 'beside' && roads.includes(model.cell.output) ? 1 : -1;
  const squash = model.specification.head === 'linear' ? 18 : 36;
  const logits = state + onwards * (54 * g + output.height / 2);
  const prediction = logits + onwards * (squash * g + output.height);
  const loss = prediction + onwards * (output.height / 2 + 21 * g + lossSize.y);
  yOf.set('logits', logits);
  yOf.set('prediction', prediction);
  // Over the cell there is room beside the loss; beside the cell there is room beyond it.
  const target = side === 'over' ? loss : loss + onwards * (lossSize.y + 11);
  const beyond = side === 'over' ? lossSize.y : 8;
  return { loss, target, top: Math.min(state, target - beyond), bottom: target + beyond };
}

function placeRoads(
  { roads }: CellPlan,
  { hidden }: Strips,
  { yOf }: Rows,
  top: number,
  g: number,
): number {
  let y = top;
  for (const road of roads) {
    yOf.set(road, y + hidden.height / 2);
    y += hidden.height + 22 * g;
  }
  return y;
}

/** From the top layer down: its strips, the last operations before them, what feeds these. */
function placeLayers(
  model: Model,
  plan: CellPlan,
  { hidden }: Strips,
  { yOf, opsOf }: Rows,
  top: number,
  g: number,
): number {
  const { slots, layers } = plan;
  const used = [...new Set(slots.flat().map((name) => layers.get(name) ?? 1))];
  let y = top;
  for (const layer of used.toSorted((a, b) => b - a)) {
    const names = slots.flat().filter((name) => layers.get(name) === layer);
    for (const name of names) yOf.set(name, y + hidden.height / 2);
    const last = y + hidden.height + 20 * g;
    const sums = names.filter((name) => isSum(model, name));
    const next = last + 22 * g;
    if (sums.length === 0) {
      opsOf.set(layer, { last, feeding: last });
      y = next;
    } else if (sums.every((name) => isFedAcross(model, plan, name))) {
      // Level with the strips to the left that it comes from.
      opsOf.set(layer, { last, feeding: next + hidden.height / 2 });
      y = next;
    } else {
      opsOf.set(layer, { last, feeding: last + 29 * g });
      y = last + 51 * g;
    }
  }
  return y - 4 * g;
}

/** A bias alone makes no sum. */
export function isSum(model: Model, name: string): boolean {
  return quantityOf(model, name).terms.filter((term) => term.kind !== 'bias').length > 1;
}

/** Is a sum fed by the slot beside it, one layer below, with nothing of its own slot in that layer? */
function isFedAcross(model: Model, { slots, layers }: CellPlan, name: string): boolean {
  const layer = layers.get(name) ?? 1;
  const place = slots.findIndex((slot) => slot.includes(name));
  const below = (quantity: string): boolean => layers.get(quantity) === layer - 1;
  const products = quantityOf(model, name).terms.filter((term) => term.kind === 'product');
  const isBeside = products.some(({ factors }) =>
    factors.some(({ source, map }) => {
      const isLeft = slots[place - 1]?.includes(source.quantity) ?? false;
      return source.at === 'now' && map === 'identity' && isLeft && below(source.quantity);
    }),
  );
  return products.length === 1 && isBeside && !slots[place]?.some(below);
}

/** The states without a road, their value on its bus; below them the buses of the others. */
function placeLow(
  { low, roads, spread }: CellPlan,
  { hidden }: Strips,
  { yOf, busOf }: Rows,
  top: number,
  g: number,
): number {
  let y = top;
  for (const state of low) {
    yOf.set(state, y + hidden.height / 2);
    if (spread.includes(state)) busOf.set(state, y + hidden.height / 2);
    y += hidden.height + 8 * g;
  }
  for (const road of roads.filter((name) => spread.includes(name))) {
    busOf.set(road, y + 4);
    y += 16 * g;
  }
  return y;
}
