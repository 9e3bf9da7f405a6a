// The run on screen and those of the other cells on the same data, in the order in which cells are listed.

import { useMemo } from 'react';
import { type Result, success } from '#base/result.ts';
import type { Experiment } from '#config/experiment.ts';
import { cells } from '#model/cells/all.ts';
import { commonWeights, otherCells } from '#store/edits/compared-cells.ts';
import { type RunNorms, runNorms } from '#trace/derived/gradient-norms.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Tasks } from '#trace/tasks/tasks.ts';
import { tracesOf } from '#trace/tasks/traces-of.ts';
import { sameContent } from '#ui/same-content.ts';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { useInTurns } from '#ui/use-in-turns.ts';
import { useTask } from '#ui/use-task.ts';
import { describeFault } from '#words/describe-fault.ts';
import { useSame } from './use-same.ts';

export interface ComparedCell {
  readonly id: string;
  readonly activation: string | null;
  /** The one on screen. */
  readonly own: boolean;
  /** null while it is on its way, and where the engine refuses it. */
  readonly run: RunNorms | null;
  /** Why the engine refuses it, in words. */
  readonly refused: string | null;
}

export interface Compared {
  readonly cells: readonly ComparedCell[];
  readonly weights: ReturnType<typeof commonWeights>;
  /** Why the others are missing, in words. */
  readonly fault: string | null;
}

export function useCompared(own: Trace): Compared {
  const t = useTranslate();
  const { experiment, sequence } = own;
  const latest = useStudio((s) => s.initialization);
  const initialization = experiment.initialization ?? latest;
  // An edit of the net on screen that changes none of the others asks for nothing anew.
  const others = useSame(otherCells(experiment, initialization), sameContent);
  const question = useMemo(
    (): Tasks['runs']['question'] => ({ experiments: others, sequence }),
    [others, sequence],
  );
  const state = useTask('runs', question);
  const answer = state.kind === 'done' ? state.result : null;
  const cellOf = (
    id: string,
    { model }: Experiment,
    run: Result<RunNorms> | null,
    own: boolean,
  ): ComparedCell => ({
    id,
    activation: model.activation ?? null,
    own,
    run: run?.ok ? run.value : null,
    refused: run?.ok === false ? describeFault(run.fault, t) : null,
  });
  const ownRun = useMemo(() => runNorms(own), [own]);
  const runs = useInTurns(
    useMemo(() => (answer ? () => runsOf(question, answer) : null), [question, answer]),
  );
  return {
    cells: inOrder([
      cellOf(own.model.cell.id, experiment, success(ownRun), true),
      ...others.map((other, i) => cellOf(other.model.cell, other, runs[i] ?? null, false)),
    ]),
    weights: commonWeights(experiment, others, initialization),
    fault: state.kind === 'failed' ? describeFault(state.fault, t) : null,
  };
}

function* runsOf(
  question: Tasks['runs']['question'],
  answer: Tasks['runs']['answer'],
): Generator<Result<RunNorms>, void> {
  for (const run of tracesOf(question, answer)) {
    yield run.ok ? success(runNorms(run.value)) : run;
  }
}

/** As they are listed; one that is not comes first. */
function inOrder(compared: readonly ComparedCell[]): readonly ComparedCell[] {
  const place = (id: string): number => cells.findIndex((cell) => cell.id === id);
  return compared.toSorted((a, b) => place(a.id) - place(b.id));
}
