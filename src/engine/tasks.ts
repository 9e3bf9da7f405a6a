// Tasks of the engine by name: work beside the run on screen, in pieces.

import { type Result, success } from '#base/result.ts';
import type { Experiment } from '#config/experiment.ts';
import { productPieces } from '#trace/derived/state-products.ts';
import type { RunChunk } from '#trace/record/chunk.ts';
import type { TaskTable } from '#trace/tasks/tasks.ts';
import { EngineFault } from './fault.ts';
import { checkGradient, probeLosses } from './probe.ts';
import { runBeside, runSteps } from './run.ts';

export const tasks: TaskTable = {
  probe: probeLosses,
  check: checkGradient,
  *runs({ experiments, sequence }) {
    const runs: Result<RunChunk[]>[] = [];
    for (const experiment of experiments) {
      runs.push(yield* piecesOf(experiment, sequence));
      yield { done: runs.length, all: experiments.length };
    }
    return { runs };
  },
  *products({ experiment, sequence, last }) {
    return yield* productPieces(yield* runBeside(experiment, sequence), last);
  },
};

/** A run that is too large is refused by itself; one that lost its memory to newer tasks ends the task. */
function* piecesOf(experiment: Experiment, sequence: number): Generator<null, Result<RunChunk[]>> {
  const pieces: RunChunk[] = [];
  try {
    for (const piece of runSteps(experiment, sequence, undefined, 'task')) {
      if (piece.kind !== 'pause') pieces.push(piece);
      yield null;
    }
    return success(pieces);
  } catch (error) {
    if (!(error instanceof EngineFault) || error.fault.code === 'superseded') throw error;
    return { ok: false, fault: error.fault };
  }
}
