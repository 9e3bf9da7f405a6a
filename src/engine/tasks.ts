// Tasks of the engine by name: work beside the run on screen, in pieces.

import type { Experiment } from '#config/experiment.ts';
import type { RunChunk } from '#trace/chunk.ts';
import type { TaskTable } from '#trace/tasks.ts';
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
};

function* piecesOf(experiment: Experiment, sequence: number): Generator<null, RunChunk[]> {
  const pieces: RunChunk[] = [];
  for (const piece of runSteps(experiment, sequence)) {
    if (piece.kind !== 'pause') pieces.push(piece);
    yield null;
  }
  return pieces;
}
