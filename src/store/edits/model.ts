// Edits of the net and of its training: pure functions from experiment to experiment.

import type {
  Experiment,
  Initialization,
  OptimizerSettings,
  Training,
  Vector,
} from '#config/experiment.ts';
import { withFittingState } from '#config/optimizer-state.ts';
import { cellOf } from '#model/cells/all.ts';
import type { MapName } from '#model/declaration.ts';
import { buildModel, type ModelSpecification } from '#model/model.ts';
import { optimizerOf } from '#model/optimizers/all.ts';
import { settingsOf } from '#model/optimizers/optimizer.ts';
import { withModel } from './parameters.ts';

/** What an experiment without an initialization of its own draws new entries from. */
export const fallbackInitialization: Initialization = {
  scheme: 'xavier-uniform',
  seed: 1,
  gain: 1,
};

export function withHiddenSize(
  experiment: Experiment,
  size: number,
  initialization: Initialization,
): Experiment {
  const hiddenSize = Math.trunc(size);
  if (!(hiddenSize >= 1) || hiddenSize === experiment.model.hiddenSize) return experiment;
  const model: ModelSpecification = { ...experiment.model, hiddenSize };
  return fittedState(withModel(experiment, model, initialization));
}

/** With another cell; a choice of activation survives only between cells that have one. */
export function withCell(
  experiment: Experiment,
  cell: string,
  initialization: Initialization,
): Experiment {
  if (cell === experiment.model.cell) return experiment;
  const { activations } = cellOf(cell);
  const { activation: before, ...rest } = experiment.model;
  const activation = activations.find((choice) => choice === before) ?? activations[0];
  const model: ModelSpecification = activation ? { ...rest, cell, activation } : { ...rest, cell };
  return fittedState(withModel(experiment, model, initialization));
}

export function withActivation(experiment: Experiment, activation: MapName): Experiment {
  const { model } = experiment;
  const allowed = cellOf(model.cell).activations.includes(activation);
  if (!allowed || activation === model.activation) return experiment;
  return { ...experiment, model: { ...model, activation } };
}

export function withTraining(experiment: Experiment, change: Partial<Training>): Experiment {
  const training = { ...experiment.training, ...change };
  const optimizer = completeOptimizer(training.optimizer);
  return withFittingState({ ...experiment, training: { ...training, optimizer } });
}

/** The settings of its kind, no more and no less: what is missing takes the optimizer's default. */
function completeOptimizer(given: OptimizerSettings): OptimizerSettings {
  const { kind, learningRate } = given;
  return { ...settingsOf(optimizerOf(kind), given), kind, learningRate };
}

/** The initial state cut or filled with zeros to the states and size of the model. */
function fittedState(experiment: Experiment): Experiment {
  const { initialState, ...rest } = experiment;
  if (!initialState) return experiment;
  const { hiddenSize } = experiment.model;
  const { states } = buildModel(experiment.model).cell;
  const fitted = states.flatMap((state): [string, Vector][] => {
    const given = initialState[state];
    return given ? [[state, Array.from({ length: hiddenSize }, (_, i) => given[i] ?? 0)]] : [];
  });
  return fitted.length === 0 ? rest : { ...rest, initialState: Object.fromEntries(fitted) };
}
