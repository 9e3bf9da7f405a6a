// What a file says that the optimizer remembers: just what it does remember, for every parameter, in its shape.

import type { Model } from '#model/model.ts';
import type { UpdateQuantity } from '#model/optimizers/optimizer.ts';
import { type Faults, fault } from './check-numbers.ts';
import { checkValues } from './check-parameters.ts';
import { kindOfValue, pathOf, quote } from './fault-of-issue.ts';
import { chosenOptimizer } from './optimizer-state.ts';
import type { ExperimentDocument } from './schema.ts';
import { suggest } from './suggest.ts';

const base = 'training.optimizerState';

export function* checkOptimizerState(
  training: Pick<ExperimentDocument['training'], 'optimizer' | 'optimizerState'>,
  model: Model,
): Faults {
  const { optimizer, optimizerState } = training;
  if (!optimizerState) return;
  const { graph } = chosenOptimizer({ optimizer });
  const { kept } = optimizerState;
  if (graph.kept.length === 0) {
    yield fault('no-optimizer-state', base, { optimizer: optimizer.kind });
    return;
  }
  for (const name of Object.keys(kept)) {
    if (graph.kept.includes(name)) continue;
    const values = { likely: suggest(name, graph.kept), allowed: graph.kept.join(', ') };
    yield fault('unknown-field', `${base}.kept.${pathOf([name])}`, values);
  }
  for (const quantity of graph.quantities) {
    if (graph.kept.includes(quantity.name)) yield* checkKept(kept[quantity.name], quantity, model);
  }
}

/** Sums and means of squares are not negative: a step takes their root. */
function* checkKept(values: unknown, { name, role }: UpdateQuantity, model: Model): Faults {
  const path = `${base}.kept.${name}`;
  if (values === undefined) {
    yield fault('missing', path);
    return;
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    yield fault('type', path, { expected: 'object', actual: kindOfValue(values) });
    return;
  }
  yield* checkValues(values as Record<string, unknown>, path, model);
  if (role !== 'meanSquare' && role !== 'sumOfSquares') return;
  for (const [parameter, lists] of Object.entries(values)) {
    const negative = [lists].flat(3).find((entry) => entry < 0);
    if (negative === undefined) continue;
    yield fault('below-minimum', `${path}.${parameter}`, { actual: quote(negative), min: '0' });
  }
}
