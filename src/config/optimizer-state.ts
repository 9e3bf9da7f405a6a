// What the optimizer of a training has taken from the updates before: as lists in an experiment, as flat arrays in a run.

import { oncePer } from '#base/memo.ts';
import { buildModel, type Model, type ParameterShape } from '#model/model.ts';
import { optimizerOf } from '#model/optimizers/all.ts';
import {
  type Optimizer,
  settingsOf,
  type UpdateGraph,
  updateGraph,
} from '#model/optimizers/optimizer.ts';
import type {
  Experiment,
  Matrix,
  OptimizerSettings,
  OptimizerState,
  Training,
  Vector,
} from './experiment.ts';
import { flatParameters, parameterValuesOf } from './parameters.ts';

/** The optimizer of an experiment at its settings. */
export interface ChosenOptimizer {
  readonly optimizer: Optimizer;
  readonly settings: Readonly<Record<string, number>>;
  readonly graph: UpdateGraph;
}

const chosenBy = oncePer((given: OptimizerSettings): ChosenOptimizer => {
  const optimizer = optimizerOf(given.kind);
  const settings = settingsOf(optimizer, given);
  return { optimizer, settings, graph: updateGraph(optimizer, settings) };
});

export function chosenOptimizer({ optimizer }: Pick<Training, 'optimizer'>): ChosenOptimizer {
  return chosenBy(optimizer);
}

/** By the optimizer's own names, flat like the parameters; empty where it remembers nothing. */
export type OptimizerMemory = Readonly<Record<string, Float64Array>>;

/** What the next update begins with: zeros, where the experiment says nothing of updates before. */
export function resumedMemory(
  training: Training,
  model: Model,
): { readonly updates: number; readonly memory: OptimizerMemory } {
  const { optimizerState } = training;
  const { kept } = chosenOptimizer(training).graph;
  const flat = kept.map((name) => {
    const values = optimizerState?.kept[name];
    return [name, values ? flatParameters(values, model) : new Float64Array(model.parameterCount)];
  });
  return { updates: optimizerState?.updates ?? 0, memory: Object.fromEntries(flat) };
}

/** The state after so many updates; undefined where the optimizer remembers nothing. */
export function optimizerStateOf(
  model: Model,
  updates: number,
  memory: OptimizerMemory,
): OptimizerState | undefined {
  const kept = Object.entries(memory).map(([name, flat]) => [name, parameterValuesOf(model, flat)]);
  return kept.length === 0 ? undefined : { updates, kept: Object.fromEntries(kept) };
}

/** With this state, or with none. */
export function withOptimizerState(
  experiment: Experiment,
  state: OptimizerState | undefined,
): Experiment {
  const { optimizerState: _before, ...training } = experiment.training;
  return { ...experiment, training: state ? { ...training, optimizerState: state } : training };
}

/** Without a state that another optimizer, or a net of other parameters, has left. */
export function withFittingState(experiment: Experiment): Experiment {
  const { optimizerState } = experiment.training;
  if (!optimizerState) return experiment;
  const { kept } = chosenOptimizer(experiment.training).graph;
  const { parameters } = buildModel(experiment.model);
  const names = Object.keys(optimizerState.kept);
  const fits =
    names.length === kept.length &&
    kept.every((name) =>
      parameters.every((shape) => hasShape(optimizerState.kept[name]?.[shape.name], shape)),
    );
  return fits ? experiment : withOptimizerState(experiment, undefined);
}

function hasShape(
  lists: Vector | Matrix | undefined,
  { kind, rows, columns }: ParameterShape,
): boolean {
  if (lists?.length !== rows) return false;
  return kind === 'bias' || lists.every((row) => Array.isArray(row) && row.length === columns);
}
