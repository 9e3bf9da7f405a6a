// Checks that depend on the model: activation, parameters by name and shape, initial states.

import { cellOf } from '#model/cells/all.ts';
import { buildModel, type Model, type ModelSpecification } from '#model/model.ts';
import { checkMatrix, checkVector, type Faults, fault } from './check-numbers.ts';
import type { Initialization } from './experiment.ts';
import { pathOf } from './fault-of-issue.ts';
import { initialParameters } from './initialize.ts';
import type { ExperimentDocument } from './schema.ts';
import { suggest } from './suggest.ts';

/** Only cells with a choice of activation take one, and only one of theirs. */
export function* checkActivation(specification: ModelSpecification): Faults {
  const { cell, activation } = specification;
  const allowed = cellOf(cell).activations;
  if (activation === undefined || allowed.includes(activation)) return;
  const values = { cell, actual: activation, allowed: allowed.join(', ') };
  yield fault(allowed.length === 0 ? 'no-activation' : 'activation', 'model.activation', values);
}

/** Exactly one of `parameters` and `initialization`; every parameter there, in its shape, and no other. */
export function* checkParameters(document: ExperimentDocument, model: Model): Faults {
  const { parameters, initialization } = document;
  if (!parameters && !initialization) yield fault('parameters-missing', '');
  if (parameters && initialization) yield fault('parameters-twice', '');
  if (initialization) yield* checkDrawn(initialization, model);
  if (!parameters) return;
  yield* checkValues(parameters, 'parameters', model);
}

/** Lists for every parameter, in its shape, and no others; `base` is the path that they stand at. */
export function* checkValues(
  parameters: Record<string, unknown>,
  base: string,
  model: Model,
): Faults {
  yield* checkParameterNames(parameters, base, model);
  for (const { name, kind, rows, columns } of model.parameters) {
    const path = `${base}.${name}`;
    const shape = kind === 'bias' ? String(rows) : `${rows} × ${columns}`;
    if (!Object.hasOwn(parameters, name)) yield fault('parameter-missing', path, { shape });
    else if (kind === 'bias') yield* checkVector(parameters[name], path, rows);
    else yield* checkMatrix(parameters[name], path, rows, columns);
  }
}

/** Up to here, settings draw finite weights from any seed: no number that is drawn exceeds 13, no radius is below 10⁻⁹. */
const surelyFinite = 1e290;

/** Drawn weights are finite, as written ones have to be. */
function* checkDrawn(initialization: Initialization, model: Model): Faults {
  const { gain, spectralRadius = 0 } = initialization;
  const { spectralRadius: _, ...plain } = initialization;
  const isExtreme = (setting: number) => Math.abs(setting) > surelyFinite;
  if (isExtreme(gain) && !initialParameters(plain, model).every(Number.isFinite)) {
    yield fault('drawn-infinite', 'initialization.gain', { actual: String(gain) });
  }
  if (
    isExtreme(spectralRadius) &&
    !initialParameters(initialization, model).every(Number.isFinite)
  ) {
    const values = { actual: String(spectralRadius) };
    yield fault('drawn-infinite', 'initialization.spectralRadius', values);
  }
}

function* checkParameterNames(
  parameters: Record<string, unknown>,
  base: string,
  model: Model,
): Faults {
  const known = model.parameters.map((p) => p.name);
  const withBias = buildModel({ ...model.specification, bias: true }).parameters;
  for (const name of Object.keys(parameters)) {
    if (known.includes(name)) continue;
    const path = `${base}.${pathOf([name])}`;
    if (withBias.some((p) => p.name === name)) yield fault('bias-off', path);
    else {
      const missing = known.filter((other) => !Object.hasOwn(parameters, other));
      const values = { likely: suggest(name, missing), allowed: known.join(', ') };
      yield fault('unknown-field', path, values);
    }
  }
}

/** `initialState` names states of the cell, hiddenSize numbers each. */
export function* checkInitialState(document: ExperimentDocument, model: Model): Faults {
  const { initialState = {} } = document;
  for (const [name, value] of Object.entries(initialState)) {
    const path = pathOf(['initialState', name]);
    if (model.cell.states.includes(name)) {
      yield* checkVector(value, path, model.specification.hiddenSize);
    } else {
      yield fault('unknown-field', path, { likely: '', allowed: model.cell.states.join(', ') });
    }
  }
}
