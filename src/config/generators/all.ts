// The generators by name, and the name of a generated run as links have it: adding-1000-64-lstm-7.

import type { Experiment } from '#config/experiment.ts';
import { cells } from '#model/cells/all.ts';
import { adding } from './adding.ts';
import { copy } from './copy.ts';
import { echo } from './echo.ts';
import { type Generator, type GeneratorSettings, generatorLimits } from './generator.ts';
import { sine } from './sine.ts';

export const generators: readonly Generator[] = [adding, copy, echo, sine];

/** How such names are built, with the sizes allowed, for people. */
export const generatedForm = [
  generators.map(({ id }) => id).join('|'),
  `(2 … ${generatorLimits.steps})`,
  `(1 … ${generatorLimits.hiddenSize})`,
  cells.map(({ id }) => id).join('|'),
  `(0 … ${generatorLimits.seed})`,
].join('-');

/** Task, steps, hidden units, cell, seed. */
export function generatedId(
  { id }: Pick<Generator, 'id'>,
  { steps, hiddenSize, cell, seed }: GeneratorSettings,
): string {
  return [id, steps, hiddenSize, cell, seed].join('-');
}

/** The experiment of such a name; null where it is none, or asks for too much. */
export function generatedOf(name: string): Experiment | null {
  const match = /^([a-z]+)-(\d{1,5})-(\d{1,4})-([a-z]+)-(\d{1,6})$/.exec(name);
  if (match === null) return null;
  const generator = generators.find(({ id }) => id === match[1]);
  const cell = match[4] ?? '';
  const [steps, hiddenSize, seed] = [match[2], match[3], match[5]].map(Number) as [
    number,
    number,
    number,
  ];
  const allowed =
    generator !== undefined &&
    cells.some(({ id }) => id === cell) &&
    steps >= generator.fewestSteps &&
    steps <= generatorLimits.steps &&
    hiddenSize >= 1 &&
    hiddenSize <= generatorLimits.hiddenSize;
  return allowed ? generator.generate({ steps, hiddenSize, cell, seed }) : null;
}
