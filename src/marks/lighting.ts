// Which ids light up when one is pointed at: the same quantity, its whole or its entries, and the way of a path.

import { oncePer } from '#base/memo.ts';
import type { Model } from '#model/model.ts';
import { parseQuantityId, type QuantityMeaning } from '#model/parse-quantity-id.ts';
import {
  carriedId,
  contributionId,
  entryId,
  entryOf,
  gradientId,
  jacobianId,
  localId,
  lossId,
  pathStepsOf,
  type QuantityId,
  valueId,
  wholeOf,
} from '#model/quantity-id.ts';

/**
 * The ids that the pointed one stands for: itself, or all that a path runs over. `parameter`: the one whose paths
 * are shown; its use alone is lit, or every parameter's where none is given.
 */
export function litBy(
  id: QuantityId | null,
  model: Model,
  parameter: string | null = null,
): readonly QuantityId[] {
  if (id === null) return [];
  const parsed = id.startsWith('chain:') ? parseQuantityId(model, id) : null;
  if (parsed?.meaning.kind === 'chain') return [id, ...onChain(parsed.meaning, model, parameter)];
  const path = pathStepsOf(id);
  if (!path) return [id];
  const { lossStep, step: use } = path;
  const { states, output } = model.cell;
  const back = Array.from({ length: lossStep - use }, (_, i) => lossStep - i).flatMap((t) => [
    ...states.map((state) => carriedId(state, t - 1)),
    ...states.flatMap((from) => states.map((to) => jacobianId(to, t, from))),
    gradientId(output, t - 1),
  ]);
  return [
    id,
    lossId(lossStep),
    gradientId('logits', lossStep),
    localId(lossStep),
    ...back,
    ...usesOf(model, parameter, use),
  ];
}

/** The units of a chain, the steps between them, its loss and its use. */
function onChain(
  { step, lossStep, nodes }: Extract<QuantityMeaning, { kind: 'chain' }>,
  model: Model,
  parameter: string | null,
): readonly QuantityId[] {
  const units = nodes.flatMap(({ state, unit }, i) => [
    entryId(valueId(state, step + i), unit),
    entryId(gradientId(state, step + i), unit),
  ]);
  const links = nodes.slice(1).flatMap((to, i) => {
    const from = nodes[i] ?? to;
    return [
      entryId(carriedId(from.state, step + i), from.unit),
      entryId(jacobianId(to.state, step + i + 1, from.state), to.unit, from.unit),
    ];
  });
  return [
    lossId(lossStep),
    localId(lossStep),
    ...units,
    ...links,
    ...usesOf(model, parameter, step),
  ];
}

/** The contribution at a step of the parameter whose paths are shown; of every one where there is none. */
function usesOf(model: Model, parameter: string | null, step: number): readonly QuantityId[] {
  return model.parameters
    .filter((p) => parameter === null || p.name === parameter)
    .map((p) => contributionId(p.name, step));
}

/** Does a mark with this id light up? A whole lights its entries, an entry its whole, but no entry another. */
export function isLit(id: QuantityId, lit: readonly QuantityId[]): boolean {
  const { ids, wholes, ofWholes } = sortedOut(lit);
  return ids.has(id) || (entryOf(id) === null ? wholes : ofWholes).has(wholeOf(id));
}

interface Lit {
  readonly ids: ReadonlySet<QuantityId>;
  /** The wholes of all of them; and of those that are no entries. */
  readonly wholes: ReadonlySet<QuantityId>;
  readonly ofWholes: ReadonlySet<QuantityId>;
}

/** A path over a thousand steps has thousands of ids, and each of a thousand marks asks. */
const sortedOut = oncePer(
  (lit: readonly QuantityId[]): Lit => ({
    ids: new Set(lit),
    wholes: new Set(lit.map(wholeOf)),
    ofWholes: new Set(lit.filter((id) => entryOf(id) === null).map(wholeOf)),
  }),
);
