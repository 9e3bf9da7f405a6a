// The two passes: prepare memory for a model, load parameters and sequences, run forward, run backward, sum over time.

import { headOf } from '#model/heads/all.ts';
import type { Head } from '#model/heads/head.ts';
import type { Model } from '#model/model.ts';
import type { Problem } from '#trace/record/problem.ts';
import { type Code, compile } from './compile.ts';
import { EngineFault } from './fault.ts';
import { type GradientPlan, planGradient } from './gradient.ts';
import { execute, executeTogether } from './instruction.ts';
import { clear, scaledDifference } from './kernels/elementwise.ts';
import { lossOf, predict, readRows, writeRows } from './kernels/exchange.ts';
import { transpose } from './kernels/matrix.ts';
import {
  CAPACITY,
  giveBack,
  holds,
  type Lease,
  take,
  tooLarge,
  type Use,
} from './kernels/memory.ts';
import { blockOf, type Layout, layOut } from './layout.ts';
import { type Checks, planChecks } from './overflow.ts';

/** One sequence in memory. */
export interface Loaded {
  readonly problem: Problem;
  /** Row of its state before step 1; step t is at row first + t. */
  readonly first: number;
}

/** A model with memory of its own. Rows are counted over all loaded sequences; see layout.ts. */
export interface Pass {
  readonly model: Model;
  readonly head: Head;
  readonly layout: Layout;
  readonly code: Code;
  readonly plan: GradientPlan;
  readonly checks: Checks;
  readonly lease: Lease;
  /** Whether a row's loss counts, and that loss (unscaled). */
  readonly hasLoss: Uint8Array;
  readonly losses: Float64Array;
  loaded: readonly Loaded[];
}

/** Rows that sequences of these lengths need. */
export function rowsFor(lengths: readonly number[]): number {
  return lengths.reduce((rows, steps) => rows + steps + 1, 0);
}

/**
 * Memory and instructions for a model and this many rows. `closePass` gives the memory back.
 * Throws EngineFault `too-large` before anything is allocated.
 */
export function openPass(model: Model, rows: number, use: Use = 'run'): Pass {
  const { size } = layOut(model, rows);
  if (size > CAPACITY) throw tooLarge(size);
  const lease = take(size, use);
  const layout = layOut(model, rows, lease.at);
  return {
    model,
    head: headOf(model.specification.head),
    layout,
    code: compile(layout),
    plan: planGradient(layout),
    checks: planChecks(layout),
    lease,
    hasLoss: new Uint8Array(rows),
    losses: new Float64Array(rows),
    loaded: [],
  };
}

export function closePass(pass: Pass): void {
  giveBack(pass.lease);
}

/** Throws EngineFault `superseded` where newer ones of the same use have taken the memory of a pass that was left waiting. */
export function assertOpen(pass: Pass): void {
  if (!holds(pass.lease)) throw new EngineFault({ code: 'superseded', path: '', values: {} });
}

/** Copies flat parameters (as `model.parameters` lays them out) into memory. */
export function loadParameters(pass: Pass, flat: Float64Array): void {
  const { parameters, placed } = pass.layout;
  for (const { shape, offset, stride } of placed) {
    writeRows(parameters.at + offset, stride, flat, shape.offset, shape.rows, shape.columns);
  }
}

/** An array that is flat like `model.parameters`, laid out as the parameters are in memory. */
export function spreadOut(pass: Pass, flat: Float64Array): Float64Array {
  const { parameters, placed } = pass.layout;
  const spread = new Float64Array(parameters.size);
  for (const { shape, offset, stride } of placed) {
    for (let row = 0; row < shape.rows; row++) {
      const from = shape.offset + row * shape.columns;
      spread.set(flat.subarray(from, from + shape.columns), offset + row * stride);
    }
  }
  return spread;
}

/** The parameters (or the gradient) in memory, flat like `model.parameters`. */
export function readFlat(pass: Pass, what: 'parameters' | 'gradient'): Float64Array {
  const flat = new Float64Array(pass.model.parameterCount);
  const { at } = pass.layout[what];
  for (const { shape, offset, stride } of pass.layout.placed) {
    readRows(flat, shape.offset, at + offset, stride, shape.rows, shape.columns);
  }
  return flat;
}

/** Puts sequences into memory, one after another. They must fit into the rows of the pass. */
export function loadSequences(pass: Pass, problems: readonly Problem[]): void {
  const { layout, model } = pass;
  let first = 0;
  pass.loaded = problems.map((problem) => {
    const loaded = { problem, first };
    first += problem.steps + 1;
    return loaded;
  });
  pass.hasLoss.fill(0);
  pass.losses.fill(0);
  for (const { problem, first: row } of pass.loaded) {
    const at = (block: { at: number; stride: number }, r: number) => block.at + r * block.stride;
    const x = blockOf(layout.values, 'x');
    writeRows(at(x, row + 1), x.stride, problem.inputs, 0, problem.steps, x.size);
    const { targets } = layout;
    writeRows(
      at(targets, row + 1),
      targets.stride,
      problem.targets,
      0,
      problem.steps,
      targets.size,
    );
    for (const state of model.cell.states) {
      const block = blockOf(layout.values, state);
      const initial = problem.initial[state];
      if (initial) writeRows(at(block, row), block.stride, initial, 0, 1, block.size);
    }
    for (const block of layout.gradients.values()) clear(at(block, row), block.stride);
    for (const t of problem.lossSteps) pass.hasLoss[row + t] = 1;
  }
}

/** The steps whose prediction is computed. */
export type Predictions = 'every step' | 'steps with a loss';

/** Values, prediction and loss of steps from … to of the loaded sequence at `index`. */
export function forward(
  pass: Pass,
  index: number,
  from: number,
  to: number,
  predictions: Predictions = 'every step',
): void {
  const { first } = pass.loaded[index] as Loaded;
  const { code, hasLoss } = pass;
  const everyStep = predictions === 'every step';
  executeTogether(code.inputs, first + from, first + to);
  for (let row = first + from; row <= first + to; row++) {
    execute(code.forward, row);
    if (everyStep || hasLoss[row] === 1) predictAt(pass, row);
  }
}

/** Logits, prediction and loss of one row. */
function predictAt({ code, layout, head, losses, hasLoss }: Pass, row: number): void {
  execute(code.logits, row);
  const { logits, prediction, targets } = layout;
  const logitsAt = logits.at + row * logits.stride;
  predict(head, logitsAt, prediction.at + row * prediction.stride, logits.size);
  if (hasLoss[row] === 0) return;
  losses[row] = lossOf(head, logitsAt, targets.at + row * targets.stride, logits.size);
}

/** L of the loaded sequence at `index`: lossScale·Σ_t L_t, after its forward pass. */
export function lossOfLoaded(pass: Pass, index: number): number {
  const { problem, first } = pass.loaded[index] as Loaded;
  let sum = 0;
  for (let t = 1; t <= problem.steps; t++) sum += pass.losses[first + t] as number;
  return sum * problem.lossScale;
}

/** Copies every Wᵀ that the backward pass multiplies with. Call after the parameters have changed. */
export function transposeWeights(pass: Pass): void {
  const { parameters, placed } = pass.layout;
  for (const { offset, stride, transposed } of placed) {
    if (!transposed) continue;
    const from = parameters.at + offset;
    transpose(transposed.at, transposed.stride, from, stride, transposed.stride, stride);
  }
}

/**
 * Starts a backward pass at step `t`: nothing arrives from t + 1. Only losses of the steps `t` goes back over count.
 */
export function startBackward(pass: Pass, index: number, t: number): void {
  const { first } = pass.loaded[index] as Loaded;
  for (const block of pass.layout.carried.values()) {
    clear(block.at + (first + t) * block.stride, block.stride);
  }
}

/** Which steps' losses the next backward steps start from. */
export type Losses = 'all' | 'none';

/**
 * Gradients of steps from, from − 1, …, to of the loaded sequence at `index`; `scale` multiplies ∂L_t/∂logits_t.
 * `losses`: 'all' that have a target, or 'none' of these steps (their gradient only passes through).
 */
export function backward(
  pass: Pass,
  index: number,
  from: number,
  to: number,
  scale: number,
  losses: Losses = 'all',
): void {
  const { first } = pass.loaded[index] as Loaded;
  const { code, hasLoss, layout } = pass;
  const { local } = layout;
  const { logitsGradient: logits } = layout;
  for (let row = first + from; row >= first + to; row--) {
    if (losses === 'all' && hasLoss[row] === 1) {
      seed(pass, row, scale);
      execute(code.local, row);
    } else {
      clear(logits.at + row * logits.stride, logits.stride);
      clear(local.at + row * local.stride, local.stride);
    }
    execute(code.backward, row);
    if (row > first + 1) execute(code.carry, row);
  }
}

/** ∂L/∂logits_t = scale·(ŷ_t − y_t), for every head (they are canonical links). */
function seed(pass: Pass, row: number, scale: number): void {
  const { logitsGradient: gradient, prediction, targets } = pass.layout;
  scaledDifference(
    gradient.at + row * gradient.stride,
    prediction.at + row * prediction.stride,
    targets.at + row * targets.stride,
    scale,
    gradient.size,
  );
}
