// Edits of the sequence on screen: pure functions from experiment to experiment.

import type { Experiment, Sequence, Target, Vector } from '#config/experiment.ts';
import { inputsOf } from '#config/inputs.ts';
import { rowOf } from '#trace/record/trace.ts';

/** With another sequence in place of the one at `number` (from 1). */
function withSequence(
  experiment: Experiment,
  number: number,
  edit: (sequence: Sequence) => Sequence,
): Experiment {
  const { data } = experiment;
  const sequence = data.sequences[number - 1];
  if (sequence === undefined) return experiment;
  const edited = edit(sequence);
  if (edited === sequence) return experiment;
  return { ...experiment, data: { ...data, sequences: data.sequences.with(number - 1, edited) } };
}

/** With another token of the vocabulary at a step (from 1). */
export function withToken(
  experiment: Experiment,
  number: number,
  step: number,
  token: string,
): Experiment {
  const known = experiment.data.vocabulary?.includes(token) === true;
  return withSequence(experiment, number, (sequence) => {
    const { tokens } = sequence;
    if (!known || tokens?.[step - 1] === undefined) return sequence;
    return { ...sequence, tokens: tokens.with(step - 1, token) };
  });
}

/** With another number at a step and unit (from 1). A sequence of tokens turns into the vectors they stand for. */
export function withInput(
  experiment: Experiment,
  number: number,
  step: number,
  unit: number,
  value: number,
): Experiment {
  if (!Number.isFinite(value)) return experiment;
  return withSequence(experiment, number, (sequence) => {
    const inputs = vectorsOf(experiment, sequence);
    const row = inputs[step - 1];
    if (row?.[unit - 1] === undefined) return sequence;
    const edited = inputs.with(step - 1, row.with(unit - 1, value));
    return { inputs: edited, targets: sequence.targets };
  });
}

/** With another target at a step (from 1). The only target cannot be taken away: without a loss there is no gradient. */
export function withTarget(
  experiment: Experiment,
  number: number,
  step: number,
  target: Target,
): Experiment {
  return withSequence(experiment, number, (sequence) => {
    if (sequence.targets[step - 1] === undefined) return sequence;
    const targets = sequence.targets.with(step - 1, target);
    return targets.every((t) => t === null) ? sequence : { ...sequence, targets };
  });
}

/**
 * With `steps` steps. New steps repeat the tokens from the start, or have zero inputs. A single target at the
 * last step stays at the last step; other targets repeat with the tokens; at least one target is kept.
 */
export function withLength(experiment: Experiment, number: number, steps: number): Experiment {
  const length = Math.max(1, Math.trunc(steps));
  return withSequence(experiment, number, (sequence) => {
    if (length === sequence.targets.length || Number.isNaN(length)) return sequence;
    const targets = stretchedTargets(sequence.targets, length);
    if (sequence.tokens) return { tokens: cycled(sequence.tokens, length), targets };
    const given = vectorsOf(experiment, sequence);
    const zero: Vector = Array.from({ length: experiment.model.inputSize }, () => 0);
    const inputs = Array.from({ length }, (_, i) => given[i] ?? zero);
    return { inputs, targets };
  });
}

function stretchedTargets(targets: readonly Target[], length: number): readonly Target[] {
  const last = targets.findLast((target) => target !== null) ?? null;
  const atLast = Array.from({ length }, (_, i) => (i === length - 1 ? last : null));
  const onlyAtLast = targets.every((target, i) => target === null || i === targets.length - 1);
  if (onlyAtLast) return atLast;
  const stretched = cycled(targets, length);
  return stretched.every((target) => target === null) ? atLast : stretched;
}

function cycled<T>(list: readonly T[], length: number): readonly T[] {
  return Array.from({ length }, (_, i) => list[i % list.length] as T);
}

function vectorsOf(experiment: Experiment, sequence: Sequence): readonly Vector[] {
  if (sequence.inputs) return sequence.inputs;
  const flat = inputsOf(experiment, sequence);
  const { inputSize } = experiment.model;
  return sequence.targets.map((_, i) => Array.from(rowOf(flat, i + 1, inputSize)));
}
