// What a run computes on, as flat numbers: one sequence of an experiment, read once.

import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { lossStepsOf } from '#config/experiment.ts';
import { initialStateOf, inputsOf, targetVectorsOf } from '#config/inputs.ts';
import type { Model } from '#model/model.ts';

export interface Problem {
  /** Which sequence of the experiment, from 1. */
  readonly sequence: number;
  /** T. */
  readonly steps: number;
  /** T rows of inputSize. */
  readonly inputs: Float64Array;
  /** T rows of outputSize; zero where there is no target. */
  readonly targets: Float64Array;
  /** Steps (from 1) that have a loss. */
  readonly lossSteps: readonly number[];
  /** 1, or 1/(number of loss steps). */
  readonly lossScale: number;
  /** The states before step 1. */
  readonly initial: Readonly<Record<string, Float64Array>>;
}

/** The problem of a sequence (from 1). */
export function problemOf(experiment: Experiment, model: Model, sequence: number): Problem {
  const data = present(experiment.data.sequences[sequence - 1], `sequence ${sequence}`);
  const lossSteps = lossStepsOf(data);
  const mean = experiment.model.lossReduction === 'mean' && lossSteps.length > 0;
  return {
    sequence,
    steps: data.targets.length,
    inputs: inputsOf(experiment, data),
    targets: targetVectorsOf(experiment, data),
    lossSteps,
    lossScale: mean ? 1 / lossSteps.length : 1,
    initial: Object.fromEntries(
      model.cell.states.map((state) => [state, initialStateOf(experiment, state)]),
    ),
  };
}
