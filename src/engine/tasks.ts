// Tasks of the engine by name: work beside the run on screen, in pieces.

import type { Experiment } from '#config/experiment.ts';
import type { RunChunk } from '#trace/chunk.ts';
import { productPieces } from '#trace/state-products.ts';
import type { TaskTable } from '#trace/tasks.ts';
import type { Trace } from '#trace/trace.ts';
import { checkGradient, probeLosses } from './probe.ts';
import { runSteps } from './run.ts';

export const tasks: TaskTable = {
  probe: probeLosses,
  check: checkGradient,
  *runs({ experiments, sequence }) {
    const runs: RunChunk[][] = [];
    for (const experiment of experiments) runs.push(yield* piecesOf(experiment, sequence));
    return { runs };
  },
  *products({ experiment, sequence, last }) {
    return yield* productPieces(yield* traceOf(experiment, sequence), last);
  },
};

function* piecesOf(experiment: Experiment, sequence: number): Generator<null, RunChunk[]> {
  const pieces: RunChunk[] = [];
  for (const piece of runSteps(experiment, sequence)) {
    if (piece.kind !== 'pause') pieces.push(piece);
    yield null;
  }
  return pieces;
}

function* traceOf(experiment: Experiment, sequence: number): Generator<null, Trace> {
  const steps = runSteps(experiment, sequence);
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    yield null;
  }
}
