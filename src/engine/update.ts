// The update that ends a run: gradients of the batch, their mean, clipping, one optimizer step, losses after.

import { present } from '#base/exhaustive.ts';
import { normOf } from '#base/norm.ts';
import { batchOf } from '#config/experiment.ts';
import { resumedMemory } from '#config/optimizer-state.ts';
import { type Problem, problemOf } from '#trace/record/problem.ts';
import type { Overflow, Trace, UpdateRecord } from '#trace/record/trace.ts';
import { sumOverTime } from './gradient.ts';
import { clipInPlace, mapped, optimizerStep } from './optimize.ts';
import { backwardOverflow, forwardOverflow } from './overflow.ts';
import {
  forward,
  loadParameters,
  loadSequences,
  lossOfLoaded,
  type Pass,
  readFlat,
  rowsFor,
  transposeWeights,
} from './pass.ts';
import { backwardTruncated } from './truncation.ts';

/** The run that asks for the update: its loss, and its gradient as it enters the mean. */
export interface OwnRun {
  readonly loss: number;
  readonly gradient: Float64Array;
}

export type UpdateResult =
  | { readonly update: UpdateRecord; readonly overflow: null }
  | { readonly update: null; readonly overflow: Overflow };

/**
 * Computes the update of a trace whose passes are complete. Uses (and overwrites) the memory of the pass, which must have
 * rows for the longest sequence of the batch. Yields between sequences, so that it can be ended.
 */
export function* computeUpdate(
  pass: Pass,
  trace: Trace,
  own: OwnRun,
): Generator<void, UpdateResult> {
  const { experiment, model } = trace;
  const batch = batchOf(experiment, trace.sequence);
  const batchLosses: number[] = [];
  const batchNorms: number[] = [];
  const gradient = new Float64Array(model.parameterCount);
  transposeWeights(pass);
  for (const sequence of batch) {
    const run =
      sequence === trace.sequence
        ? own
        : yield* runOther(pass, trace, problemOf(experiment, model, sequence));
    if ('quantity' in run) return overflowed(run);
    addTo(gradient, run.gradient);
    batchLosses.push(run.loss);
    batchNorms.push(normOf(run.gradient));
  }
  for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) / batch.length;
  const stepped = step(trace, gradient);
  const bad = firstNotFinite(trace, stepped.parameters);
  if (bad !== null) return overflowed({ pass: 'update', t: trace.steps, quantity: bad });
  const after = yield* lossesWith(pass, trace, stepped.parameters, batch);
  if ('quantity' in after) return overflowed(after);
  const place = batch.indexOf(trace.sequence);
  return {
    update: {
      batch,
      batchLosses,
      batchNorms,
      ...stepped,
      lossBefore: own.loss,
      lossAfter: present(after[place], 'loss after'),
      batchLossBefore: meanOf(batchLosses),
      batchLossAfter: meanOf(after),
    },
    overflow: null,
  };
}

function overflowed(overflow: Overflow): UpdateResult {
  return { update: null, overflow: { ...overflow, pass: 'update' } };
}

/** Norm, clipping and one step of the optimizer, from what it remembers. */
function step(trace: Trace, gradient: Float64Array) {
  const { training } = trace.experiment;
  const gradientNorm = normOf(gradient);
  const clippedGradient = training.clip ? gradient.slice() : gradient;
  const clipFactor = clipInPlace(clippedGradient, gradientNorm, training.clip);
  const parameters = trace.parameters.slice();
  const { updates, memory: before } = resumedMemory(training, trace.model);
  const after = mapped(before, (values) => values.slice());
  const [count, memory] = [updates + 1, { parameters, gradient: clippedGradient, kept: after }];
  optimizerStep(training)(memory, count);
  const clippedNorm = training.clip ? normOf(clippedGradient) : gradientNorm;
  const clipped = { clippedGradient, clippedNorm, clipFactor };
  return { gradient, gradientNorm, ...clipped, count, before, after, parameters };
}

/** Loss and gradient of another sequence of the batch. */
function* runOther(pass: Pass, trace: Trace, problem: Problem): Generator<void, OwnRun | Overflow> {
  const { truncation } = trace.experiment.training;
  loadSequences(pass, [problem]);
  const before = forwardWhole(pass);
  if (before) return before;
  yield;
  yield* backwardTruncated(pass, 0, problem.lossScale, truncation);
  const back = backwardOverflow(pass.checks, 0, problem.steps, 1);
  if (back) return back;
  sumOverTime(pass.plan, pass.layout, rowsFor([problem.steps]), 'from zero');
  const gradient = readFlat(pass, 'gradient');
  const quantity = firstNotFinite(trace, gradient);
  if (quantity !== null) return { pass: 'backward', t: 1, quantity };
  return { loss: lossOfLoaded(pass, 0), gradient };
}

/** The losses of the batch with other parameters. */
function* lossesWith(
  pass: Pass,
  trace: Trace,
  parameters: Float64Array,
  batch: readonly number[],
): Generator<void, readonly number[] | Overflow> {
  loadParameters(pass, parameters);
  const losses: number[] = [];
  for (const sequence of batch) {
    loadSequences(pass, [problemOf(trace.experiment, trace.model, sequence)]);
    const overflow = forwardWhole(pass);
    if (overflow) return overflow;
    losses.push(lossOfLoaded(pass, 0));
    yield;
  }
  return losses;
}

/** The forward pass of the one loaded sequence. */
function forwardWhole(pass: Pass): Overflow | null {
  const { steps } = present(pass.loaded[0], 'sequence').problem;
  forward(pass, 0, 1, steps);
  const overflow = forwardOverflow(pass.checks, pass.losses, 0, 1, steps);
  if (overflow || Number.isFinite(lossOfLoaded(pass, 0))) return overflow;
  return { pass: 'forward', t: steps, quantity: 'loss' };
}

/** The first parameter in which a flat array is not finite; null where all of it is. */
export function firstNotFinite(trace: Pick<Trace, 'model'>, flat: Float64Array): string | null {
  const at = flat.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return null;
  const shapes = trace.model.parameters.filter((shape) => shape.offset <= at);
  return present(shapes[shapes.length - 1], 'parameter').name;
}

function addTo(total: Float64Array, part: Float64Array): void {
  for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + (part[i] as number);
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
