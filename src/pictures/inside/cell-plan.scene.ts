// How the operations of a cell stand to each other in its picture, read from the declaration alone.
//
//   c₋ ════⊙═════════⊕═══════ c     roads: states that reach themselves elementwise, one step later
//          f    i  ⊙  g             slots: what grows out of each other stands in one upright line,
//          │    │     │    o        slots in the order in which the states use them
//   h₋ ─── a_f ─ a_i ─ a_g ─ a_o    low states: their value is spread below the slots

import { oncePer } from '#base/memo.ts';
import { edgesFrom, type Model, quantityOf } from '#model/model.ts';
import { isRoadOf, orderOfUse, roadTerm } from '#model/order-of-use.ts';

export interface CellPlan {
  /** Quantities that are no states, from the bottom up; slots from left to right. */
  readonly slots: readonly (readonly string[])[];
  /** States with a straight road from step to step, and the others; each in the order of the declaration. */
  readonly roads: readonly string[];
  readonly low: readonly string[];
  /** States whose value before the step is used elsewhere than on their own road. */
  readonly spread: readonly string[];
  /** From 1: one more than the highest layer that a quantity is made of. */
  readonly layers: ReadonlyMap<string, number>;
}

/** Kept for the life of the model. */
export const cellPlanOf = oncePer(planOf);

function planOf(model: Model): CellPlan {
  const { states } = model.cell;
  const roads = states.filter((state) => roadTerm(quantityOf(model, state)) !== null);
  return {
    slots: slotsOf(model),
    roads,
    low: states.filter((state) => !roads.includes(state)),
    spread: states.filter((state) =>
      edgesFrom(model, state, 'before').some(
        ({ to, term }) => !(to === state && isRoadOf(state, quantityOf(model, to).terms[term])),
      ),
    ),
    layers: layersOf(model),
  };
}

/** Longest paths within the step; x and what is given from the step before stand at 0. */
function layersOf(model: Model): ReadonlyMap<string, number> {
  const layers = new Map<string, number>();
  for (const { name } of model.cell.quantities) {
    const below = model.edges
      .filter(({ to, from }) => to === name && from.at === 'now')
      .map(({ from }) => layers.get(from.quantity) ?? 0);
    layers.set(name, 1 + Math.max(0, ...below));
  }
  return layers;
}

function slotsOf(model: Model): readonly (readonly string[])[] {
  const slots: string[][] = [];
  for (const name of orderOfUse(model)) {
    const stem = stemOf(model, name);
    const slot = slots.find((members) => stem !== null && members.at(-1) === stem);
    if (slot) slot.push(name);
    else slots.push([name]);
  }
  return slots;
}

/** What a quantity grows out of: the last thing of this step that it is made of and that nothing else uses. */
function stemOf(model: Model, name: string): string | null {
  const { states } = model.cell;
  const own = model.edges.filter(
    ({ to, from }) =>
      to === name &&
      from.at === 'now' &&
      from.quantity !== 'x' &&
      !states.includes(from.quantity) &&
      edgesFrom(model, from.quantity, 'now').length === 1,
  );
  return own.at(-1)?.from.quantity ?? null;
}
