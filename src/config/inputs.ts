// What a run reads, as flat numbers: inputs, targets, states before the first step.

import { present } from '#base/exhaustive.ts';
import { oncePer } from '#base/memo.ts';
import type { Experiment, Sequence, Target } from './experiment.ts';

/** x_1 … x_T of a sequence: T rows of inputSize numbers. Tokens become one-hot rows. */
export function inputsOf(experiment: Experiment, sequence: Sequence): Float64Array {
  const { inputSize } = experiment.model;
  const flat = new Float64Array(sequence.targets.length * inputSize);
  if (sequence.tokens) {
    const vocabulary = placesIn(present(experiment.data.vocabulary, 'vocabulary'));
    sequence.tokens.forEach((token, i) => {
      flat[i * inputSize + present(vocabulary.get(token), token)] = 1;
    });
  } else {
    present(sequence.inputs, 'inputs').forEach((row, i) => {
      flat.set(row, i * inputSize);
    });
  }
  return flat;
}

/** y_1 … y_T of a sequence: T rows of outputSize numbers, one-hot for softmax, zero where there is no target. */
export function targetVectorsOf(experiment: Experiment, sequence: Sequence): Float64Array {
  const { outputSize } = experiment.model;
  const flat = new Float64Array(sequence.targets.length * outputSize);
  sequence.targets.forEach((target, i) => {
    if (target !== null) flat.set(targetVector(experiment, target), i * outputSize);
  });
  return flat;
}

/** The class index (from 0) that a target of a softmax head names, by number or by label. */
export function classOf(experiment: Experiment, target: number | string): number {
  if (typeof target === 'number') return target;
  return present(placesIn(present(experiment.data.labels, 'labels')).get(target), target);
}

/** A state before step 1 (h_0, c_0): hiddenSize numbers, zero unless the experiment says otherwise. */
export function initialStateOf(experiment: Experiment, state: string): Float64Array {
  const given = experiment.initialState?.[state];
  return given ? Float64Array.from(given) : new Float64Array(experiment.model.hiddenSize);
}

function targetVector(experiment: Experiment, target: NonNullable<Target>): Float64Array {
  const { head, outputSize } = experiment.model;
  if (typeof target === 'object') return Float64Array.from(target);
  if (head === 'softmax') {
    const oneHot = new Float64Array(outputSize);
    oneHot[classOf(experiment, target)] = 1;
    return oneHot;
  }
  return Float64Array.of(Number(target));
}

/** Where each name stands (from 0): a list of a thousand names may be asked a million times. */
const placesIn = oncePer(
  (names: readonly string[]): ReadonlyMap<string, number> =>
    new Map(names.map((name, i) => [name, i])),
);
