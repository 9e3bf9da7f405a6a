// The border for experiments: from a file's text, or from any value, to an Experiment or the first mistake in it.

import * as v from 'valibot';
import { type Fault, failure, type Result, success } from '#base/result.ts';
import { cellOf } from '#model/cells/all.ts';
import { buildModel, type ModelSpecification } from '#model/model.ts';
import type { NotationChoice } from '#model/notations.ts';
import { checkData } from './check-data.ts';
import { checkNotation } from './check-notation.ts';
import { type Faults, fault } from './check-numbers.ts';
import { checkOptimizerState } from './check-optimizer-state.ts';
import { checkActivation, checkInitialState, checkParameters } from './check-parameters.ts';
import { checkDocumentSize, checkRunSize } from './check-size.ts';
import type {
  Experiment,
  Matrix,
  OptimizerState,
  ParameterValues,
  Target,
  Training,
  Vector,
} from './experiment.ts';
import { faultOfIssue, kindOfValue, quote } from './fault-of-issue.ts';
import { limits } from './limits.ts';
import { outlineOf } from './outline.ts';
import { scanDocument } from './scan-document.ts';
import { type ExperimentDocument, experimentSchema } from './schema.ts';

export const experimentFormat = 'unrolled/experiment';
export const experimentVersion = 1;

/** From the text of a file. */
export function readExperiment(file: string): Result<Experiment> {
  if (file.length > limits.textLength) {
    return failure('text-too-long', '', { max: String(limits.textLength) });
  }
  // A byte order mark, as some editors write it, is no part of JSON.
  const text = file.startsWith('\uFEFF') ? file.slice(1) : file;
  const { fault, heading } = scanDocument(text, outline, ['format', 'version']);
  if (fault) return { ok: false, fault: (heading && firstOf(checkFormat(heading))) ?? fault };
  return parseExperiment(JSON.parse(text));
}

const outline = outlineOf(experimentSchema);

/** From a value of any origin (a parsed file, a link, a message). Nothing of it is kept: the experiment is a copy. */
export function parseExperiment(json: unknown): Result<Experiment> {
  const early = firstOf(checkDocumentSize(json)) ?? firstOf(checkFormat(json));
  if (early) return { ok: false, fault: early };
  const parsed = v.safeParse(experimentSchema, json, { abortEarly: true });
  if (!parsed.success) return { ok: false, fault: faultOfIssue(parsed.issues[0]) };
  const document = parsed.output;
  const specification = specificationOf(document);
  const mistake = firstOf(checkAcross(document, specification));
  return mistake ? { ok: false, fault: mistake } : success(experimentOf(document, specification));
}

function firstOf(faults: Faults): Fault | undefined {
  for (const first of faults) return first;
  return undefined;
}

function* checkFormat(json: unknown): Faults {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    yield fault('type', '', { expected: 'object', actual: kindOfValue(json) });
    return;
  }
  const { format, version } = json as { format?: unknown; version?: unknown };
  if (format !== experimentFormat) yield fault('format', 'format', { actual: quote(format) });
  if (version === experimentVersion) return;
  const isNewer = typeof version === 'number' && version > experimentVersion;
  const code = isNewer ? 'version-newer' : 'version';
  yield fault(code, 'version', { actual: quote(version), known: experimentVersion });
}

function* checkAcross(document: ExperimentDocument, specification: ModelSpecification): Faults {
  yield* checkActivation(document.model);
  const model = buildModel(specification);
  yield* checkParameters(document, model);
  yield* checkInitialState(document, model);
  yield* checkOptimizerState(document.training, model);
  yield* checkData(document.data, specification);
  yield* checkRunSize(document, model);
  yield* checkNotation(document.notation, model);
}

function specificationOf({ model }: ExperimentDocument): ModelSpecification {
  const activation = model.activation ?? cellOf(model.cell).activations[0];
  const { activation: _, ...rest } = model;
  return activation === undefined ? rest : { ...rest, activation };
}

/** Every check has passed, so what the schema left open has the types asserted here. */
function experimentOf(document: ExperimentDocument, model: ModelSpecification): Experiment {
  const { title, notation, parameters, initialization, initialState, data, training } = document;
  const { vocabulary, labels } = data;
  return {
    title,
    ...(notation !== undefined && { notation: copied(notation) as NotationChoice }),
    model,
    ...(parameters && { parameters: copied(parameters) as ParameterValues }),
    ...(initialization && { initialization }),
    ...(initialState && { initialState: copied(initialState) as Record<string, Vector> }),
    data: {
      ...(vocabulary && { vocabulary }),
      ...(labels && { labels }),
      sequences: data.sequences.map(({ tokens, inputs, targets }) => ({
        ...(tokens && { tokens }),
        ...(inputs && { inputs: copied(inputs) as Matrix }),
        targets: copied(targets) as Target[],
      })),
    },
    training: trainingOf(training),
  };
}

function trainingOf({ optimizerState, ...training }: ExperimentDocument['training']): Training {
  if (!optimizerState) return training;
  const { updates, kept } = optimizerState;
  const copy = copied(kept) as OptimizerState['kept'];
  return { ...training, optimizerState: { updates, kept: copy } };
}

/** A copy of lists and objects: the experiment shares nothing with what came in. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, copied(field)]));
}
