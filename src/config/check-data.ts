// Checks of the data against the model: vocabulary, labels, tokens, inputs, targets.

import type { Fault } from '#base/result.ts';
import type { HeadId, ModelSpecification } from '#model/model.ts';
import {
  checkDistinct,
  checkLength,
  checkMatrix,
  checkNumber,
  type Faults,
  fault,
} from './check-numbers.ts';
import { cut, quote } from './fault-of-issue.ts';
import type { ExperimentDocument } from './schema.ts';
import { suggest } from './suggest.ts';

type Data = ExperimentDocument['data'];
type SequenceDocument = Data['sequences'][number];

/** The names that tokens and targets may use, as lists and as sets: a thousand of them may be used a million times. */
interface Known extends Pick<Data, 'vocabulary' | 'labels'> {
  readonly words: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
}

export function* checkData(data: Data, specification: ModelSpecification): Faults {
  yield* checkNames(data, specification);
  const known: Known = { ...data, words: new Set(data.vocabulary), classes: new Set(data.labels) };
  for (const [i, sequence] of data.sequences.entries()) {
    const path = `data.sequences[${i}]`;
    yield* checkInputs(sequence, known, specification, path);
    yield* checkTargets(sequence, known, specification, path);
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
  { vocabulary = [], words }: Known,
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
  if (vocabulary.length === 0) yield fault('vocabulary-missing', `${path}.tokens`);
  for (const [i, token] of tokens.entries()) {
    if (words.has(token)) continue;
    yield fault('token', `${path}.tokens[${i}]`, {
      token: quote(token),
      likely: cut(suggest(token, vocabulary)),
      allowed: listed(vocabulary),
    });
  }
}

function* checkTargets(
  { targets }: SequenceDocument,
  known: Known,
  specification: ModelSpecification,
  path: string,
): Faults {
  for (const [i, target] of targets.entries()) {
    if (target === null || isTarget(target, known, specification)) continue;
    const at = `${path}.targets[${i}]`;
    if (specification.head === 'softmax') yield classFault(target, known, specification, at);
    else yield* checkTargetNumbers(target, specification, at);
  }
  if (targets.every((target) => target === null)) yield fault('no-target', `${path}.targets`);
}

/**
 * softmax: a class index from 0, or a label; sigmoid: 0 or 1; linear: any number. A list of outputSize of them where
 * outputSize is not 1, or a list of one where it is.
 */
function isTarget(
  target: unknown,
  { classes }: Known,
  { head, outputSize }: ModelSpecification,
): boolean {
  if (head === 'softmax') {
    if (typeof target === 'string') return classes.has(target);
    return Number.isInteger(target) && Number(target) >= 0 && Number(target) < outputSize;
  }
  if (!Array.isArray(target)) return outputSize === 1 && isTargetNumber(target, head);
  return target.length === outputSize && target.every((entry) => isTargetNumber(entry, head));
}

function isTargetNumber(entry: unknown, head: HeadId): boolean {
  return head === 'linear' ? Number.isFinite(entry) : entry === 0 || entry === 1;
}

function classFault(
  target: unknown,
  { labels = [] }: Known,
  { outputSize }: ModelSpecification,
  path: string,
): Fault {
  const values = { actual: quote(target), last: outputSize - 1, labels: listed(labels) };
  return fault('target-class', path, values);
}

/** What is wrong with a target of a sigmoid or a linear head. */
function* checkTargetNumbers(
  target: unknown,
  { head, outputSize }: ModelSpecification,
  path: string,
): Faults {
  const isList = Array.isArray(target);
  if (isList || outputSize > 1) yield* checkLength(target, path, outputSize);
  for (const [i, entry] of (isList ? target : [target]).entries()) {
    if (isTargetNumber(entry, head)) continue;
    const at = isList ? `${path}[${i}]` : path;
    if (head === 'linear') yield* checkNumber(entry, at);
    else yield fault('target-binary', at, { actual: quote(entry) });
  }
}

const mostListed = 12;
const longestListed = 20;

/** Names of the user's, as many and as much of each as a sentence bears. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).map((name) => cut(name, longestListed));
  return (names.length > mostListed ? [...shown, '…'] : shown).join(', ');
}
