// Whole runs from the pieces that the engine answers with.

import type { Experiment } from '#config/experiment.ts';
import { mergeChunk, type RunChunk, startTrace } from './chunk.ts';
import type { Tasks } from './tasks.ts';
import type { Trace } from './trace.ts';

/** The traces of what the task `runs` was asked, in the order of its experiments; each is made when it is asked for. */
export function* tracesOf(
  { experiments, sequence }: Tasks['runs']['question'],
  { runs }: Tasks['runs']['answer'],
): Generator<Trace, void> {
  for (const [i, experiment] of experiments.entries()) {
    yield wholeTrace(experiment, sequence, runs[i] ?? []);
  }
}

function wholeTrace(experiment: Experiment, sequence: number, pieces: readonly RunChunk[]): Trace {
  return pieces.reduce(mergeChunk, startTrace(experiment, sequence));
}
