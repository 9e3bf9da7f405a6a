// Parameters between their two forms: lists in a file, one flat buffer in a run.

import { present } from '#base/exhaustive.ts';
import { atOnce, type Pieces } from '#base/pieces.ts';
import type { Model, ParameterShape } from '#model/model.ts';
import type { Experiment, Matrix, ParameterValues, Vector } from './experiment.ts';
import { initialParametersInPieces } from './initialize.ts';

/**
 * All parameters of an experiment: `model.parameterCount` numbers, in the order of `model.parameters`, row-major.
 * Taken from `parameters`, or drawn by `initialization`.
 */
export function resolveParameters(experiment: Experiment, model: Model): Float64Array {
  return atOnce(resolveParametersInPieces(experiment, model));
}

/** The same in pieces, as drawing them may take seconds. */
export function* resolveParametersInPieces(
  experiment: Experiment,
  model: Model,
): Pieces<Float64Array> {
  if (experiment.parameters) return flatParameters(experiment.parameters, model);
  const initialization = present(experiment.initialization, 'initialization');
  return yield* initialParametersInPieces(initialization, model);
}

/** From lists to the flat buffer. Throws where a parameter is missing (the border has checked it). */
export function flatParameters(values: ParameterValues, model: Model): Float64Array {
  const flat = new Float64Array(model.parameterCount);
  for (const shape of model.parameters) {
    const value: readonly (number | Vector)[] = present(values[shape.name], shape.name);
    flat.set(value.flat(), shape.offset);
  }
  return flat;
}

/** From the flat buffer (or one laid out like it: a gradient) to lists: a bias as a list, a matrix as a list of rows. */
export function parameterValuesOf(model: Model, flat: Float64Array): ParameterValues {
  return Object.fromEntries(
    model.parameters.map((shape) => {
      const entries = flat.subarray(shape.offset, shape.offset + shape.rows * shape.columns);
      return [shape.name, listsOf(shape, entries)];
    }),
  );
}

/** The rows × columns numbers of one parameter as a file writes them. */
export function listsOf(shape: ParameterShape, entries: Float64Array): Vector | Matrix {
  if (shape.kind === 'bias') return Array.from(entries);
  return Array.from({ length: shape.rows }, (_, row) =>
    Array.from(entries.subarray(row * shape.columns, (row + 1) * shape.columns)),
  );
}
