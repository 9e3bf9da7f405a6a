// The experiment on screen with each of the other cells in place of its own: what its run is compared with.

import type { Experiment, Initialization } from '#config/experiment.ts';
import { cells } from '#model/cells/all.ts';
import { buildModel } from '#model/model.ts';
import { withCell } from './model.ts';

/**
 * One experiment for every listed cell but its own, in the order of the list: the same data, sizes, head and training;
 * exactly what choosing the cell would give. Where the experiment has parameters of its own, the others keep those
 * that they have too (those of the head) and draw the rest from `initialization`.
 */
export function otherCells(
  experiment: Experiment,
  initialization: Initialization,
): readonly Experiment[] {
  return cells
    .filter(({ id }) => id !== experiment.model.cell)
    .map(({ id }) => withCell(experiment, id, initialization));
}

/** How the weights of the compared nets are related to those on screen. */
export interface CommonWeights {
  /** What the others are drawn from. */
  readonly seed: number;
  /** Parameters that an explicit experiment hands on to all others; null where all nets are drawn from the seed. */
  readonly handedOn: readonly string[] | null;
}

export function commonWeights(
  experiment: Experiment,
  others: readonly Experiment[],
  { seed }: Initialization,
): CommonWeights {
  if (experiment.initialization) return { seed: experiment.initialization.seed, handedOn: null };
  const named = others.map(
    ({ model }) => new Set(buildModel(model).parameters.map(({ name }) => name)),
  );
  const own = Object.keys(experiment.parameters ?? {});
  return { seed, handedOn: own.filter((name) => named.every((names) => names.has(name))) };
}
