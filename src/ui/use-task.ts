// Work of the engine that a view waits for: asked anew when the question changes, ended with the view.

import { useEffect, useId, useState } from 'react';
import type { Fault } from '#base/result.ts';
import type { TaskKind, Tasks } from '#trace/tasks/tasks.ts';
import { useStudioActions } from './studio-context.tsx';

export type TaskState<K extends TaskKind> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly progress: Tasks[K]['progress'] | null }
  | { readonly kind: 'done'; readonly result: Tasks[K]['answer'] }
  | { readonly kind: 'failed'; readonly fault: Fault };

/**
 * Every view that asks has a key of its own, so that two that ask the same kind both get their answer. `question` must
 * be the same object as long as the same is asked; null asks nothing. While a new question is under way the state says
 * so: an old answer is never shown for it.
 */
export function useTask<K extends TaskKind>(
  kind: K,
  question: Tasks[K]['question'] | null,
): TaskState<K> {
  const key = useId();
  const { ask, stopAsking } = useStudioActions();
  const [held, setHeld] = useState<{ question: unknown; state: TaskState<K> } | null>(null);
  useEffect(() => {
    if (question === null) return;
    let current = true;
    const hold = (state: TaskState<K>): void => {
      if (current) setHeld({ question, state });
    };
    ask({ key, kind, question }, (progress) => hold({ kind: 'working', progress })).then(
      (outcome) => {
        hold(outcome.kind === 'superseded' ? { kind: 'idle' } : outcome);
      },
    );
    return () => {
      current = false;
      stopAsking(key);
    };
  }, [key, kind, question, ask, stopAsking]);
  if (question === null) return { kind: 'idle' };
  return held?.question === question ? held.state : { kind: 'working', progress: null };
}
