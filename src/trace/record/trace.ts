// The recorded run of one sequence: everything the engine computed, in flat float64 arrays.
//
//   values.h   [ h_1 | h_2 | … | h_T ]   one row of sizeOf('h') numbers per step, step t at row t − 1
//
// Contributions, Jacobians and paths are not recorded: they follow from states and gradients
// (contributions.ts, jacobian.ts, paths.ts), so memory grows with T·H and not with T·H².

import type { Experiment } from '#config/experiment.ts';
import type { OptimizerMemory } from '#config/optimizer-state.ts';
import type { Model } from '#model/model.ts';
import type { QuantityId } from '#model/quantity-id.ts';

/** The first number that left the float64 range; what comes after it in its pass is absent. */
export interface Overflow {
  readonly pass: 'forward' | 'backward' | 'update';
  readonly t: number;
  readonly quantity: string;
}

/** One optimizer step over the batch that the sequence belongs to. */
export interface UpdateRecord {
  /** The sequences of the batch, from 1. */
  readonly batch: readonly number[];
  /** Loss and gradient norm of each sequence of the batch, before the update. */
  readonly batchLosses: readonly number[];
  readonly batchNorms: readonly number[];
  /** Mean of the batch's gradients (of the truncated ones where the experiment truncates), flat like the parameters. */
  readonly gradient: Float64Array;
  readonly gradientNorm: number;
  /** The same after clipping; the very same array where nothing is clipped. */
  readonly clippedGradient: Float64Array;
  readonly clippedNorm: number;
  /** What the global-norm clip multiplied by (1: not clipped); null without a norm clip. */
  readonly clipFactor: number | null;
  /** k, which update of the training it is: 1 where the optimizer remembers nothing yet. */
  readonly count: number;
  /** What the optimizer remembers (`m`, `v`), before and after the step, flat like the parameters. */
  readonly before: OptimizerMemory;
  readonly after: OptimizerMemory;
  /** The parameters after the step. */
  readonly parameters: Float64Array;
  /** The loss of this sequence, and the mean of the batch, before and after the step. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly batchLossBefore: number;
  readonly batchLossAfter: number;
}

export interface TruncatedGradient {
  readonly kind: 'window' | 'chunk';
  readonly steps: number;
  /** Flat like the parameters. */
  readonly gradient: Float64Array;
  /** ∂(the losses that reach step t)/∂q_t of every quantity that owns a parameter: T rows each. */
  readonly uses: Readonly<Record<string, Float64Array>>;
}

/** How far a run has come. A complete run that did not overflow has forward = T and backward = 1. */
export interface Progress {
  /** Steps 1 … forward have values. */
  readonly forward: number;
  /** Steps backward … T have gradients; T + 1 before the backward pass. */
  readonly backward: number;
  /** Totals, truncation and update are there, or the run has ended in an overflow. */
  readonly complete: boolean;
}

export interface Trace {
  readonly experiment: Experiment;
  readonly model: Model;
  /** Which sequence of the experiment, from 1. */
  readonly sequence: number;
  /** T. */
  readonly steps: number;
  /** Steps (from 1) that have a loss. */
  readonly lossSteps: readonly number[];
  /** Target of each loss step as a vector of outputSize numbers (one-hot for softmax); T rows, zero where there is none. */
  readonly targets: Float64Array;
  /** 1, or 1/(number of loss steps) for the mean: what each step's loss is multiplied by in the total. */
  readonly lossScale: number;
  /** The parameters that were used, flat; `model.parameters` says where each lies. */
  readonly parameters: Float64Array;
  /** The states before step 1 (h_0, c_0), by name. */
  readonly initial: Readonly<Record<string, Float64Array>>;
  /** `x`, every quantity of the cell, `logits`, `prediction`: T rows each. */
  readonly values: Readonly<Record<string, Float64Array>>;
  /** Each step's own loss, unscaled; 0 where there is none (see lossSteps). */
  readonly losses: Float64Array;
  /** ∂L/∂q for every quantity of the cell and `logits`: T rows each. */
  readonly gradients: Readonly<Record<string, Float64Array>>;
  /** The part of ∂L/∂h_t that comes from L_t: T rows. */
  readonly local: Float64Array;
  /** For every state, the part of its gradient at t that arrives from t + 1: T rows. */
  readonly carried: Readonly<Record<string, Float64Array>>;
  /** L. */
  readonly loss: number;
  /** ∂L/∂parameters, flat; the full sum over time, never truncated. */
  readonly gradient: Float64Array;
  /** Euclidean norm of `gradient`. */
  readonly gradientNorm: number;
  readonly overflow: Overflow | null;
  readonly truncated: TruncatedGradient | null;
  /** null while the run goes on, and where it overflowed before the update. */
  readonly update: UpdateRecord | null;
  readonly progress: Progress;
  /** Whole quantities whose numbers are asked of the reader, and which nobody who tells numbers may read now. */
  readonly withheld?: ReadonlySet<QuantityId>;
}

/** Row t (from 1) of a block of T rows; a view, not a copy. */
export function rowOf(block: Float64Array, t: number, size: number): Float64Array {
  return block.subarray((t - 1) * size, t * size);
}
