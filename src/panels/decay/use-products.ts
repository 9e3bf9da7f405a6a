// The products of the run's Jacobians for the chosen loss: on the spot where they are few, else from the engine.

import { useMemo } from 'react';
import type { Fault } from '#base/result.ts';
import { lossStepOf } from '#store/focus.ts';
import {
  productsAreQuick,
  type StateProducts,
  stateProducts,
} from '#trace/derived/state-products.ts';
import type { Trace } from '#trace/record/trace.ts';
import type { Tasks } from '#trace/tasks/tasks.ts';
import { useStudio } from '#ui/studio-context.tsx';
import { type TaskState, useTask } from '#ui/use-task.ts';

export type Products =
  | { readonly kind: 'done'; readonly products: StateProducts }
  | { readonly kind: 'working'; readonly progress: Tasks['products']['progress'] | null }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** τ: the step of the chosen loss, or the last one that the run has come to; 0 while there is none. */
export function useLastStep(trace: Trace): number {
  const lossStep = useStudio((s) => lossStepOf(s, trace)) ?? trace.steps;
  return Math.min(lossStep, trace.progress.forward);
}

export function useProducts(trace: Trace, last: number): Products {
  const ready = trace.progress.complete && last > 0;
  const quick = ready && productsAreQuick(trace, last);
  const own = useMemo(
    (): Products | null => (quick ? { kind: 'done', products: stateProducts(trace, last) } : null),
    [quick, trace, last],
  );
  const { experiment, sequence } = trace;
  const question = useMemo(
    () => (ready && !quick ? { experiment, sequence, last } : null),
    [ready, quick, experiment, sequence, last],
  );
  const task = useTask('products', question);
  const asked = useMemo(() => answerOf(task), [task]);
  return own ?? asked;
}

function answerOf(task: TaskState<'products'>): Products {
  switch (task.kind) {
    case 'done':
      return { kind: 'done', products: task.result };
    case 'idle':
      return { kind: 'working', progress: null };
    default:
      return task;
  }
}
