// Whole runs from the pieces that the engine answers with.

import { present } from '#base/exhaustive.ts';
import { type Result, success } from '#base/result.ts';
import type { Experiment } from '#config/experiment.ts';
import { mergeChunk, type RunChunk, startTrace } from '#trace/record/chunk.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Tasks } from './tasks.ts';

/**
 * The traces of what the task `runs` was asked, in the order of its experiments, and why one of them is refused; each is
 * made when it is asked for.
 */
export function* tracesOf(
  { experiments, sequence }: Tasks['runs']['question'],
  { runs }: Tasks['runs']['answer'],
): Generator<Result<Trace>, void> {
  for (const [i, experiment] of experiments.entries()) {
    const run = present(runs[i], 'an answer to every experiment');
    yield run.ok ? success(wholeTrace(experiment, sequence, run.value)) : run;
  }
}

function wholeTrace(experiment: Experiment, sequence: number, pieces: readonly RunChunk[]): Trace {
  const [first] = pieces;
  const parameters = first?.kind === 'start' ? first.parameters : undefined;
  return pieces.reduce(mergeChunk, startTrace(experiment, sequence, undefined, parameters));
}
