// Training: epochs of optimizer steps over all batches, as a loss curve needs them.

import { normOf } from '#base/norm.ts';
import { batchOf, type Experiment } from '#config/experiment.ts';
import { type OptimizerMemory, resumedMemory } from '#config/optimizer-state.ts';
import { resolveParameters } from '#config/parameters.ts';
import { buildModel, type Model } from '#model/model.ts';
import { type Problem, problemOf } from '#trace/record/problem.ts';
import type { Overflow } from '#trace/record/trace.ts';
import { sumOverTime } from './gradient.ts';
import { clearPadding, viewOf } from './kernels/exchange.ts';
import { sumOfSquares } from './kernels/matrix.ts';
import { clipInPlace, mapped, type OptimizerStep, optimizerStep } from './optimize.ts';
import { backwardOverflow, forwardOverflow } from './overflow.ts';
import {
  assertOpen,
  closePass,
  forward,
  type Loaded,
  loadParameters,
  loadSequences,
  lossOfLoaded,
  openPass,
  type Pass,
  readFlat,
  rowsFor,
  spreadOut,
  transposeWeights,
} from './pass.ts';
import { backwardTruncated } from './truncation.ts';

/** Sequences are put into memory together until they have this many rows: enough for the sum over time to be quick. */
const ROWS_TOGETHER = 64;

export interface TrainingResult {
  /** One for each epoch: the loss before each update, mean over the batches. */
  readonly losses: readonly number[];
  /** One for each epoch: the gradient's norm before clipping, mean over the batches. */
  readonly gradientNorms: readonly number[];
  /** After the last epoch, flat. */
  readonly parameters: Float64Array;
  /** Where training ended early because numbers left the float64 range; the lists end before that epoch. */
  readonly overflow: Overflow | null;
}

/** What an epoch yields; `epoch` counts from 1. */
export type OnEpoch = (epoch: number, loss: number, gradientNorm: number) => void;

/**
 * Trains for the experiment's number of epochs. One epoch takes every batch once, in order.
 * Throws EngineFault `too-large` before anything is allocated.
 */
export function train(
  experiment: Experiment,
  onEpoch?: OnEpoch,
  model: Model = buildModel(experiment.model),
): TrainingResult {
  const trainer = openTrainer(experiment, model);
  try {
    const losses: number[] = [];
    const gradientNorms: number[] = [];
    let overflow: Overflow | null = null;
    for (let epoch = 1; epoch <= experiment.training.epochs && !overflow; epoch++) {
      const steps: StepResult[] = [];
      for (let batch = 0; batch < trainer.batches.length && !overflow; batch++) {
        const result = trainStep(trainer, batch);
        if ('quantity' in result) overflow = result;
        else steps.push(result);
      }
      if (overflow) break;
      losses.push(meanOf(steps.map((step) => step.loss)));
      gradientNorms.push(meanOf(steps.map((step) => step.gradientNorm)));
      onEpoch?.(epoch, losses[epoch - 1] as number, gradientNorms[epoch - 1] as number);
    }
    return { losses, gradientNorms, parameters: readFlat(trainer.pass, 'parameters'), overflow };
  } finally {
    closePass(trainer.pass);
  }
}

/** Sequences that are in memory together. */
type Group = readonly Problem[];

export interface Trainer {
  readonly experiment: Experiment;
  readonly pass: Pass;
  readonly batches: readonly (readonly Group[])[];
  readonly step: OptimizerStep;
  /** How many updates there were, and what the optimizer remembers of them, laid out like the parameters in memory. */
  updates: number;
  readonly kept: OptimizerMemory;
  /** The group in memory. */
  group: Group | null;
}

export interface StepResult {
  /** Mean of the batch's losses, before the step. */
  readonly loss: number;
  /** Norm of the mean gradient, before clipping. */
  readonly gradientNorm: number;
}

/** Memory, parameters and batches for training. `closePass(trainer.pass)` gives the memory back. */
export function openTrainer(experiment: Experiment, model: Model): Trainer {
  const batches = batchesOf(experiment).map((batch) =>
    groupsOf(batch.map((sequence) => problemOf(experiment, model, sequence))),
  );
  const rows = batches.flat().map((group) => rowsFor(group.map((problem) => problem.steps)));
  const pass = openPass(
    model,
    rows.reduce((most, count) => Math.max(most, count), 0),
  );
  loadParameters(pass, resolveParameters(experiment, model));
  const { training } = experiment;
  const { updates, memory } = resumedMemory(training, model);
  const kept = mapped(memory, (flat) => spreadOut(pass, flat));
  return { experiment, pass, batches, step: optimizerStep(training), updates, kept, group: null };
}

function batchesOf(experiment: Experiment): readonly (readonly number[])[] {
  const batches: (readonly number[])[] = [];
  for (let next = 1; next <= experiment.data.sequences.length; ) {
    const batch = batchOf(experiment, next);
    batches.push(batch);
    next += batch.length;
  }
  return batches;
}

function groupsOf(problems: readonly Problem[]): readonly Group[] {
  const groups: Problem[][] = [];
  let rows = ROWS_TOGETHER;
  for (const problem of problems) {
    if (rows >= ROWS_TOGETHER) {
      groups.push([]);
      rows = 0;
    }
    groups[groups.length - 1]?.push(problem);
    rows += problem.steps + 1;
  }
  return groups;
}

/** One optimizer step over the batch at this index; or where its numbers left the float64 range (then it took no step). */
export function trainStep(trainer: Trainer, batch: number): StepResult | Overflow {
  const { pass, experiment } = trainer;
  assertOpen(pass);
  const groups = trainer.batches[batch] ?? [];
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  transposeWeights(pass);
  let loss = 0;
  for (let g = 0; g < groups.length; g++) {
    const group = groups[g] as Group;
    if (trainer.group !== group) loadSequences(pass, group);
    trainer.group = group;
    const result = runGroup(trainer, count);
    if (typeof result !== 'number') return result;
    loss += result;
    const rows = rowsFor(group.map((problem) => problem.steps));
    sumOverTime(pass.plan, pass.layout, rows, g === 0 ? 'from zero' : 'add');
  }
  const { parameters, gradient } = pass.layout;
  const gradients = viewOf(gradient.at, gradient.size);
  const gradientNorm = normInMemory(pass, gradients);
  if (!Number.isFinite(gradientNorm)) return { pass: 'backward', t: 1, quantity: 'norm' };
  clipInPlace(gradients, gradientNorm, experiment.training.clip);
  trainer.updates += 1;
  const memory = { parameters: viewOf(parameters.at, parameters.size), gradient: gradients };
  trainer.step({ ...memory, kept: trainer.kept }, trainer.updates);
  for (const { shape, offset, stride } of pass.layout.placed) {
    clearPadding(parameters.at + offset, stride, shape.rows, shape.columns);
  }
  return { loss: loss / count, gradientNorm };
}

/** Both passes over the loaded sequences; the sum of their losses. Gradients are scaled to the mean over the batch. */
function runGroup(trainer: Trainer, count: number): number | Overflow {
  const { pass, experiment } = trainer;
  let loss = 0;
  for (let i = 0; i < pass.loaded.length; i++) {
    const { problem, first } = pass.loaded[i] as Loaded;
    const { steps } = problem;
    forward(pass, i, 1, steps, 'steps with a loss');
    const ahead = forwardOverflow(pass.checks, pass.losses, first, 1, steps);
    if (ahead) return ahead;
    loss += lossOfLoaded(pass, i);
    const scale = problem.lossScale / count;
    for (const _ of backwardTruncated(pass, i, scale, experiment.training.truncation));
    const back = backwardOverflow(pass.checks, first, steps, 1);
    if (back) return back;
  }
  return loss;
}

function normInMemory(pass: Pass, gradients: Float64Array): number {
  const { at, size } = pass.layout.gradient;
  const squares = sumOfSquares(at, size);
  return squares > 1e-280 && Number.isFinite(squares) ? Math.sqrt(squares) : normOf(gradients);
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
