// A run in pieces: what the engine yields while it computes, and how the pieces become a trace again.
//
//   start · forward 1…40 · forward 41…80 · backward 61…80 · … · backward 1…20 · end
//
// The rows of a piece lie in one flat array, quantity after quantity, so that a worker can transfer it:
//
//   forward    x: n rows | each quantity of the cell: n rows | logits | prediction | losses: n numbers
//   backward   the gradient of each quantity of the cell: n rows | of logits | local | carried, state by state

import { present } from '#base/exhaustive.ts';
import type { Experiment } from '#config/experiment.ts';
import { resolveParameters } from '#config/parameters.ts';
import { buildModel, type Model, sizeOf } from '#model/model.ts';
import { valueNames } from './known-values.ts';
import { problemOf } from './problem.ts';
import type { Overflow, Trace, TruncatedGradient, UpdateRecord } from './trace.ts';

export type RunChunk =
  /** The first piece. Drawing parameters and rescaling large matrices takes time, so who shows the run need not. */
  | { readonly kind: 'start'; readonly parameters: Float64Array }
  /** Values of the steps from … to, both from 1. Pieces arrive in order of t. */
  | {
      readonly kind: 'forward';
      readonly from: number;
      readonly to: number;
      readonly rows: Float64Array;
    }
  /** Values of the step that left the float64 range, one row of each; 0 where one is not finite. */
  | { readonly kind: 'overflowed'; readonly t: number; readonly rows: Float64Array }
  /** Gradients of the steps from … to (from ≤ to). Pieces arrive latest steps first. */
  | {
      readonly kind: 'backward';
      readonly from: number;
      readonly to: number;
      readonly rows: Float64Array;
    }
  /** Nothing new yet: a moment in which a long computation can be ended. */
  | { readonly kind: 'pause' }
  | {
      readonly kind: 'end';
      /** Flat like the parameters; zero where the run overflowed before it was known. */
      readonly gradient: Float64Array;
      readonly gradientNorm: number;
      readonly overflow: Overflow | null;
      readonly truncated: TruncatedGradient | null;
      readonly update: UpdateRecord | null;
      /** Where the use of a weight left the float64 range: the gradients that stand, as in Progress. */
      readonly backward?: number;
    };

/** One block of a piece's rows. */
export interface ChunkPart {
  readonly of: 'values' | 'losses' | 'gradients' | 'local' | 'carried';
  readonly quantity: string;
  readonly size: number;
}

/** The blocks of a forward piece, in order. */
export function forwardParts(model: Model): readonly ChunkPart[] {
  return [
    ...valueNames(model).map((quantity): ChunkPart => {
      return { of: 'values', quantity, size: sizeOf(model, quantity) };
    }),
    { of: 'losses', quantity: 'loss', size: 1 },
  ];
}

/** The blocks of a backward piece, in order. */
export function backwardParts(model: Model): readonly ChunkPart[] {
  const { output, states } = model.cell;
  const part = (of: ChunkPart['of'], quantity: string): ChunkPart => {
    return { of, quantity, size: sizeOf(model, quantity) };
  };
  return [
    ...model.quantities.map((q) => part('gradients', q.name)),
    part('local', output),
    ...states.map((state) => part('carried', state)),
  ];
}

/** The buffers of a piece, each once: what `postMessage` may transfer. */
export function buffersOf(chunk: RunChunk): ArrayBuffer[] {
  switch (chunk.kind) {
    case 'pause':
      return [];
    case 'start':
      return [chunk.parameters.buffer as ArrayBuffer];
    case 'forward':
    case 'overflowed':
    case 'backward':
      return [chunk.rows.buffer as ArrayBuffer];
    case 'end': {
      const { gradient, truncated, update } = chunk;
      const arrays = [
        gradient,
        ...(truncated ? [truncated.gradient, ...Object.values(truncated.uses)] : []),
        ...(update ? arraysOf(update) : []),
      ];
      return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))];
    }
  }
}

function arraysOf(update: UpdateRecord): readonly Float64Array[] {
  const { gradient, clippedGradient, parameters, before, after } = update;
  return [gradient, clippedGradient, parameters, ...Object.values(before), ...Object.values(after)];
}

/**
 * The trace of one sequence (from 1) before anything is computed. `model` may be given where the cell of the
 * experiment stands in no list, `parameters` where they are known.
 */
export function startTrace(
  experiment: Experiment,
  sequence: number,
  model: Model = buildModel(experiment.model),
  parameters: Float64Array = resolveParameters(experiment, model),
): Trace {
  const problem = problemOf(experiment, model, sequence);
  const { steps } = problem;
  const block = (quantity: string) => new Float64Array(steps * sizeOf(model, quantity));
  const blocks = (names: readonly string[]) => Object.fromEntries(names.map((n) => [n, block(n)]));
  const names = model.quantities.map((q) => q.name);
  return {
    experiment,
    model,
    sequence,
    steps,
    lossSteps: problem.lossSteps,
    targets: problem.targets,
    lossScale: problem.lossScale,
    parameters,
    initial: problem.initial,
    values: { ...blocks([...names, 'prediction']), x: problem.inputs },
    losses: new Float64Array(steps),
    gradients: blocks(names),
    local: block(model.cell.output),
    carried: blocks(model.cell.states),
    loss: 0,
    gradient: new Float64Array(model.parameterCount),
    gradientNorm: 0,
    overflow: null,
    truncated: null,
    update: null,
    progress: { forward: 0, backward: steps + 1, complete: false },
  };
}

/**
 * The trace with a piece added: a new object. The rows are written into the arrays that all traces of the run share,
 * so an older trace of the run stays right: its `progress` says how far it may be read.
 */
export function mergeChunk(trace: Trace, chunk: RunChunk): Trace {
  const { progress } = trace;
  switch (chunk.kind) {
    case 'pause':
      return trace;
    case 'start':
      return { ...trace, parameters: chunk.parameters };
    case 'forward': {
      writeRows(trace, forwardParts(trace.model), chunk.from, chunk.to, chunk.rows);
      const loss = chunk.to === trace.steps ? totalLoss(trace) : trace.loss;
      return { ...trace, loss, progress: { ...progress, forward: chunk.to } };
    }
    case 'overflowed':
      writeRows(trace, forwardParts(trace.model), chunk.t, chunk.t, chunk.rows);
      return trace;
    case 'backward':
      writeRows(trace, backwardParts(trace.model), chunk.from, chunk.to, chunk.rows);
      return { ...trace, progress: { ...progress, backward: chunk.from } };
    case 'end': {
      const { kind: _, backward = progress.backward, ...totals } = chunk;
      return { ...trace, ...totals, progress: { ...progress, backward, complete: true } };
    }
  }
}

/** L = lossScale·Σ_t L_t; 0 where the sum leaves the float64 range (the run then tells an overflow). */
export function totalLoss(trace: Pick<Trace, 'losses' | 'lossScale'>): number {
  let sum = 0;
  for (const loss of trace.losses) sum += loss;
  return Number.isFinite(sum) ? sum * trace.lossScale : 0;
}

function writeRows(
  trace: Trace,
  parts: readonly ChunkPart[],
  from: number,
  to: number,
  rows: Float64Array,
): void {
  let at = 0;
  for (const part of parts) {
    const length = (to - from + 1) * part.size;
    blockOf(trace, part).set(rows.subarray(at, at + length), (from - 1) * part.size);
    at += length;
  }
}

function blockOf(trace: Trace, part: ChunkPart): Float64Array {
  switch (part.of) {
    case 'losses':
      return trace.losses;
    case 'local':
      return trace.local;
    default:
      return present(trace[part.of][part.quantity], part.quantity);
  }
}
