// Edits of the shared parameters: pure functions from experiment to experiment.

import { oncePer } from '#base/memo.ts';
import type {
  Experiment,
  Initialization,
  Matrix,
  ParameterValues,
  Vector,
} from '#config/experiment.ts';
import { initialParameters, isRecurrent, rescale } from '#config/initialize.ts';
import { optimizerStateOf, withFittingState, withOptimizerState } from '#config/optimizer-state.ts';
import { parameterValuesOf, resolveParameters } from '#config/parameters.ts';
import { buildModel, type Model, type ModelSpecification } from '#model/model.ts';
import type { WeightChoice } from '#store/state.ts';
import type { UpdateRecord } from '#trace/record/trace.ts';

/** Drawn once: an experiment never changes, and drawing a large net takes long. */
const drawn = oncePer((experiment: Experiment): ParameterValues => {
  const model = buildModel(experiment.model);
  return parameterValuesOf(model, resolveParameters(experiment, model));
});

/** The parameters as lists, drawn from the initialization where the experiment has none of its own. */
export function explicitParameters(experiment: Experiment): ParameterValues {
  return experiment.parameters ?? drawn(experiment);
}

/** With these parameters, in place of an initialization. */
export function withParameters(experiment: Experiment, parameters: ParameterValues): Experiment {
  const { initialization: _replaced, ...rest } = experiment;
  return { ...rest, parameters };
}

/** With the parameters after an update, and what the optimizer remembers for the next one. */
export function withUpdate(experiment: Experiment, model: Model, update: UpdateRecord): Experiment {
  const updated = withParameters(experiment, parameterValuesOf(model, update.parameters));
  return withOptimizerState(updated, optimizerStateOf(model, update.count, update.after));
}

/** With new parameters drawn from an initialization: of a net that has learned nothing yet. */
export function withInitialization(
  experiment: Experiment,
  initialization: Initialization,
): Experiment {
  const { parameters: _replaced, ...rest } = experiment;
  return withOptimizerState({ ...rest, initialization }, undefined);
}

/**
 * With every recurrent matrix rescaled to this spectral radius, the rest as it is. The very same experiment where the
 * radius is no finite number above zero.
 */
export function withSpectralRadius(experiment: Experiment, radius: number): Experiment {
  if (!(radius > 0 && Number.isFinite(radius))) return experiment;
  const { initialization } = experiment;
  if (initialization) {
    return withInitialization(experiment, { ...initialization, spectralRadius: radius });
  }
  const model = buildModel(experiment.model);
  const flat = resolveParameters(experiment, model);
  for (const shape of model.parameters.filter(isRecurrent)) {
    const end = shape.offset + shape.rows * shape.columns;
    rescale(flat.subarray(shape.offset, end), shape.rows, radius);
  }
  return withParameters(experiment, parameterValuesOf(model, flat));
}

/** With one entry changed; the very same experiment where there is no such entry or no finite value. */
export function withWeight(experiment: Experiment, at: WeightChoice, value: number): Experiment {
  if (!Number.isFinite(value)) return experiment;
  const values = explicitParameters(experiment);
  const changed = withEntry(values[at.parameter], at.row - 1, at.column - 1, value);
  if (changed === null) return experiment;
  return withParameters(experiment, { ...values, [at.parameter]: changed });
}

/**
 * With another model. Explicit parameters keep the entries that both models have, and take the new ones from
 * `initialization`; an experiment with an initialization of its own is drawn anew by it.
 */
export function withModel(
  experiment: Experiment,
  model: ModelSpecification,
  initialization: Initialization,
): Experiment {
  const changed: Experiment = { ...experiment, model };
  if (!experiment.parameters) return withFittingState(changed);
  const built = buildModel(model);
  const drawn = parameterValuesOf(built, initialParameters(initialization, built));
  const kept = experiment.parameters;
  const fitted = Object.entries(drawn).map(([name, fill]) => [name, overlap(fill, kept[name])]);
  return withFittingState(withParameters(changed, Object.fromEntries(fitted)));
}

type Lists = Vector | Matrix;

function isMatrix(lists: Lists): lists is Matrix {
  return Array.isArray(lists[0]);
}

function withEntry(
  lists: Lists | undefined,
  row: number,
  column: number,
  value: number,
): Lists | null {
  if (lists === undefined || lists[row] === undefined) return null;
  if (!isMatrix(lists)) return column === 0 ? lists.with(row, value) : null;
  const entries = lists[row];
  if (entries?.[column] === undefined) return null;
  return lists.with(row, entries.with(column, value));
}

/** `fill`, with every entry that `kept` has too. */
function overlap(fill: Lists, kept: Lists | undefined): Lists {
  if (kept === undefined || isMatrix(fill) !== isMatrix(kept)) return fill;
  if (isMatrix(fill) && isMatrix(kept)) {
    return fill.map((row, i) => row.map((entry, j) => kept[i]?.[j] ?? entry));
  }
  return (fill as Vector).map((entry, i) => (kept as Vector)[i] ?? entry);
}
