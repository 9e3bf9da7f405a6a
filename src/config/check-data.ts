// Checks of the data against the model: vocabulary, labels, tokens, inputs, targets.

import type { ModelSpecification } from '#model/model.ts';
import {
  checkDistinct,
  checkLength,
  checkMatrix,
  checkNumber,
  checkVector,
  type Faults,
  fault,
} from './check-numbers.ts';
import { quote } from './fault-of-issue.ts';
import type { ExperimentDocument } from './schema.ts';
import { suggest } from './suggest.ts';

type Data = ExperimentDocument['data'];
type SequenceDocument = Data['sequences'][number];

export function* checkData(data: Data, specification: ModelSpecification): Faults {
  yield* checkNames(data, specification);
  for (const [i, sequence] of data.sequences.entries()) {
    const path = `data.sequences[${i}]`;
    yield* checkInputs(sequence, data, specification, path);
    yield* checkTargets(sequence, data, specification, path);
  }
}

function* checkNames({ vocabulary, labels }: Data, specification: ModelSpecification): Faults {
  const { inputSize, outputSize, head } = specification;
  yield* checkDistinct(vocabulary, 'data.vocabulary');
  yield* checkDistinct(labels, 'data.labels');
  if (vocabulary && vocabulary.length !== inputSize) {
    yield fault('vocabulary-size', 'data.vocabulary', { actual: vocabulary.length, inputSize });
  }
  // One sigmoid output tells two classes apart.
  const classes = head === 'sigmoid' && outputSize === 1 ? 2 : outputSize;
  if (labels && labels.length !== classes) {
    yield fault('labels-size', 'data.labels', { actual: labels.length, expected: classes });
  }
}

function* checkInputs(
  { tokens, inputs, targets }: SequenceDocument,
  { vocabulary }: Data,
  { inputSize }: ModelSpecification,
  path: string,
): Faults {
  if (tokens && inputs) yield fault('tokens-twice', path);
  if (!tokens && !inputs) yield fault('tokens-missing', path);
  const steps = tokens?.length ?? inputs?.length ?? 0;
  if (targets.length !== steps) {
    yield fault('targets-length', `${path}.targets`, { actual: targets.length, expected: steps });
  }
  if (inputs) yield* checkMatrix(inputs, `${path}.inputs`, steps, inputSize);
  if (!tokens) return;
  if (!vocabulary) yield fault('vocabulary-missing', `${path}.tokens`);
  for (const [i, token] of tokens.entries()) {
    if (vocabulary?.includes(token)) continue;
    yield fault('token', `${path}.tokens[${i}]`, {
      token: quote(token),
      likely: suggest(token, vocabulary ?? []),
      allowed: listed(vocabulary ?? []),
    });
  }
}

function* checkTargets(
  { targets }: SequenceDocument,
  { labels }: Data,
  specification: ModelSpecification,
  path: string,
): Faults {
  for (const [i, target] of targets.entries()) {
    if (target === null) continue;
    const at = `${path}.targets[${i}]`;
    if (specification.head === 'softmax') yield* checkClass(target, labels, specification, at);
    else yield* checkTargetNumbers(target, specification, at);
  }
  if (targets.every((target) => target === null)) yield fault('no-target', `${path}.targets`);
}

/** A class index from 0, or a label. */
function* checkClass(
  target: unknown,
  labels: readonly string[] | undefined,
  { outputSize }: ModelSpecification,
  path: string,
): Faults {
  const isClass = Number.isInteger(target) && Number(target) >= 0 && Number(target) < outputSize;
  if (isClass || (typeof target === 'string' && labels?.includes(target))) return;
  yield fault('target-class', path, {
    actual: quote(target),
    last: outputSize - 1,
    labels: listed(labels ?? []),
  });
}

/** sigmoid: 0 or 1; linear: any number; a list of outputSize of them where outputSize is not 1. */
function* checkTargetNumbers(
  target: unknown,
  { head, outputSize }: ModelSpecification,
  path: string,
): Faults {
  const isList = Array.isArray(target);
  if (isList || outputSize > 1) {
    yield* head === 'linear'
      ? checkVector(target, path, outputSize)
      : checkLength(target, path, outputSize);
  } else if (head === 'linear') yield* checkNumber(target, path);
  if (head === 'linear') return;
  for (const [i, entry] of (isList ? target : [target]).entries()) {
    if (entry === 0 || entry === 1) continue;
    yield fault('target-binary', isList ? `${path}[${i}]` : path, { actual: quote(entry) });
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown}, …` : shown;
}
