// One run of one sequence: forward, loss, backward, sum over time, truncation, update; streamed or at once.

import { normOf } from '#base/norm.ts';
import type { Pieces } from '#base/pieces.ts';
import { batchOf, type Experiment } from '#config/experiment.ts';
import { resolveParametersInPieces } from '#config/parameters.ts';
import { buildModel, type Model } from '#model/model.ts';
import {
  backwardParts,
  type ChunkPart,
  forwardParts,
  mergeChunk,
  type RunChunk,
  startTrace,
} from '#trace/record/chunk.ts';
import type { Overflow, Trace, TruncatedGradient } from '#trace/record/trace.ts';
import { sumOverTime } from './gradient.ts';
import { readRows } from './kernels/exchange.ts';
import type { Use } from './kernels/memory.ts';
import { type Block, blockOf } from './layout.ts';
import { backwardOverflow, forwardOverflow, overflowedUse } from './overflow.ts';
import {
  assertOpen,
  backward,
  closePass,
  forward,
  loadParameters,
  loadSequences,
  lossOfLoaded,
  openPass,
  type Pass,
  readFlat,
  rowsFor,
  startBackward,
  transposeWeights,
} from './pass.ts';
import { backwardTruncated } from './truncation.ts';
import { computeUpdate, firstNotFinite } from './update.ts';

/** Multiplications and additions after which a piece is sent: a fraction of a frame. */
const OPERATIONS_PER_PIECE = 2 ** 22;

/**
 * The whole run of a sequence (from 1). Same experiment, same bits. `model` may be given where the cell stands in no list.
 * Throws EngineFault `too-large` before anything is allocated.
 */
export function runSequence(experiment: Experiment, sequence: number, model?: Model): Trace {
  const steps = runSteps(experiment, sequence, model);
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/**
 * The same in pieces, as they are computed; returns the trace. Several runs may be under way in turns. To end one early,
 * call `return()`: it gives its memory back. Who transfers the buffers of a piece must not use the returned trace.
 * `use`: the run on screen, or work beside it, which has memory of its own.
 * Throws EngineFault `too-large`, or `superseded` where newer runs of the same use took the memory of one that waited.
 */
export function* runSteps(
  experiment: Experiment,
  sequence: number,
  model: Model = buildModel(experiment.model),
  use: Use = 'run',
): Generator<RunChunk, Trace> {
  const lengths = batchOf(experiment, sequence).map(
    (s) => experiment.data.sequences[s - 1]?.targets.length ?? 0,
  );
  const pass = openPass(model, rowsFor([Math.max(...lengths)]), use);
  try {
    const parameters = yield* pausing(resolveParametersInPieces(experiment, model), pass);
    let trace = startTrace(experiment, sequence, model, parameters);
    for (const chunk of compute(pass, trace)) {
      trace = mergeChunk(trace, chunk);
      yield chunk;
      assertOpen(pass);
    }
    return trace;
  } finally {
    closePass(pass);
  }
}

/** A run as a part of a task: in pieces that nobody is told, in the memory of tasks. */
export function* runBeside(experiment: Experiment, sequence: number): Generator<null, Trace> {
  const steps = runSteps(experiment, sequence, undefined, 'task');
  try {
    for (;;) {
      const next = steps.next();
      if (next.done) return next.value;
      yield null;
    }
  } finally {
    // A task that is ended in the midst of it gives the memory back.
    steps.return(undefined as never);
  }
}

/** Pieces of work for a pass, each followed by a moment in which the run can be ended. */
function* pausing<Result>(pieces: Pieces<Result>, pass: Pass): Generator<RunChunk, Result> {
  for (;;) {
    const next = pieces.next();
    if (next.done) return next.value;
    yield { kind: 'pause' };
    assertOpen(pass);
  }
}

/** The pieces of the run that `trace` starts. */
function* compute(pass: Pass, trace: Trace): Generator<RunChunk, void> {
  yield { kind: 'start', parameters: trace.parameters.slice() };
  loadParameters(pass, trace.parameters);
  transposeWeights(pass);
  const { steps, sequence, targets, lossSteps, lossScale, initial } = trace;
  const inputs = trace.values.x ?? new Float64Array(0);
  loadSequences(pass, [{ sequence, steps, inputs, targets, lossSteps, lossScale, initial }]);
  const stepsPerPiece = Math.max(1, Math.floor(OPERATIONS_PER_PIECE / operationsPerStep(pass)));
  const overflow =
    (yield* forwardPieces(pass, steps, stepsPerPiece)) ??
    (yield* backwardPieces(pass, steps, lossScale, stepsPerPiece));
  if (overflow) {
    yield endOf(trace, { overflow });
    return;
  }
  sumOverTime(pass.plan, pass.layout, rowsFor([steps]), 'from zero');
  const gradient = readFlat(pass, 'gradient');
  const gradientNorm = normOf(gradient);
  const truncated = yield* truncatedGradient(pass, trace);
  const used = truncated?.gradient ?? gradient;
  const bad = firstNotFinite(trace, gradient) ?? firstNotFinite(trace, used);
  if (bad !== null || !Number.isFinite(gradientNorm)) {
    const use = overflowedUse(trace);
    const overflow = use ?? { pass: 'backward', t: 1, quantity: bad ?? 'norm' };
    yield endOf(trace, { overflow, ...(use && { backward: use.t + 1 }) });
    return;
  }
  const loss = lossOfLoaded(pass, 0);
  const own = { loss, gradient: used };
  const pauses = computeUpdate(pass, trace, own);
  let next = pauses.next();
  while (!next.done) {
    yield { kind: 'pause' };
    next = pauses.next();
  }
  yield endOf(trace, { gradient, gradientNorm, truncated, ...next.value });
}

/** The last piece; what is not given is absent. */
function endOf(trace: Trace, known: Partial<Extract<RunChunk, { kind: 'end' }>>): RunChunk {
  const { gradient, gradientNorm, overflow, truncated, update } = trace;
  return { kind: 'end', gradient, gradientNorm, overflow, truncated, update, ...known };
}

function operationsPerStep(pass: Pass): number {
  const matrices = pass.model.parameters.filter((p) => p.kind === 'matrix');
  return matrices.reduce((sum, { rows, columns }) => sum + 2 * rows * columns, 1);
}

function* forwardPieces(
  pass: Pass,
  steps: number,
  size: number,
): Generator<RunChunk, Overflow | null> {
  const parts = forwardParts(pass.model);
  for (let from = 1; from <= steps; from += size) {
    const to = Math.min(from + size - 1, steps);
    forward(pass, 0, from, to);
    const overflow = forwardOverflow(pass.checks, pass.losses, 0, from, to);
    const sound = overflow ? overflow.t - 1 : to;
    if (sound >= from) {
      yield { kind: 'forward', from, to: sound, rows: copyRows(pass, parts, from, sound) };
    }
    if (overflow) {
      const rows = copyRows(pass, parts, overflow.t, overflow.t);
      for (const [i, value] of rows.entries()) if (!Number.isFinite(value)) rows[i] = 0;
      yield { kind: 'overflowed', t: overflow.t, rows };
      return overflow;
    }
  }
  if (Number.isFinite(lossOfLoaded(pass, 0))) return null;
  return { pass: 'forward', t: steps, quantity: 'loss' };
}

function* backwardPieces(
  pass: Pass,
  steps: number,
  lossScale: number,
  size: number,
): Generator<RunChunk, Overflow | null> {
  const parts = backwardParts(pass.model);
  startBackward(pass, 0, steps);
  for (let to = steps; to >= 1; to -= size) {
    const from = Math.max(to - size + 1, 1);
    backward(pass, 0, to, from, lossScale);
    const overflow = backwardOverflow(pass.checks, 0, to, from);
    const sound = overflow ? overflow.t + 1 : from;
    if (sound <= to) {
      yield { kind: 'backward', from: sound, to, rows: copyRows(pass, parts, sound, to) };
    }
    if (overflow) return overflow;
  }
  return null;
}

/** The rows of steps from … to of all parts, in one array of their own. */
function copyRows(pass: Pass, parts: readonly ChunkPart[], from: number, to: number): Float64Array {
  const count = to - from + 1;
  const rows = new Float64Array(parts.reduce((sum, part) => sum + count * part.size, 0));
  let at = 0;
  for (const part of parts) {
    if (part.of === 'losses') {
      rows.set(pass.losses.subarray(from, to + 1), at);
    } else {
      const block = partBlock(pass, part);
      readRows(rows, at, block.at + from * block.stride, block.stride, count, part.size);
    }
    at += count * part.size;
  }
  return rows;
}

function partBlock(pass: Pass, part: ChunkPart): Block {
  const { layout } = pass;
  if (part.of === 'local' || part.of === 'losses') return layout.local;
  return blockOf(layout[part.of], part.quantity);
}

/** The gradient with truncation; null where the experiment asks for none. */
function* truncatedGradient(
  pass: Pass,
  trace: Trace,
): Generator<RunChunk, TruncatedGradient | null> {
  const { truncation } = trace.experiment.training;
  if (truncation === null) return null;
  for (const _ of backwardTruncated(pass, 0, trace.lossScale, truncation)) yield { kind: 'pause' };
  const uses = gradientsOfUses(pass, trace.steps);
  sumOverTime(pass.plan, pass.layout, rowsFor([trace.steps]), 'from zero');
  return { ...truncation, gradient: readFlat(pass, 'gradient'), uses };
}

/** What the backward pass before left for every quantity that owns a parameter: T rows each. */
function gradientsOfUses({ layout }: Pass, steps: number): Readonly<Record<string, Float64Array>> {
  const owners = new Set(layout.placed.map(({ shape }) => shape.owner));
  return Object.fromEntries(
    [...owners].map((owner) => {
      const { at, stride, size } = blockOf(layout.gradients, owner);
      const rows = new Float64Array(steps * size);
      readRows(rows, 0, at + stride, stride, steps, size);
      return [owner, rows];
    }),
  );
}
