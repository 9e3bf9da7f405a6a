// The losses along one weight, sampled by the engine; the curve stays while only the nudge moves.

import { useMemo, useRef } from 'react';
import type { Trace } from '#trace/record/trace.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { useTask } from '#ui/use-task.ts';
import { describeFault } from '#words/describe-fault.ts';

export interface Losses {
  /** One for each offset; empty while the first ones are on their way. */
  readonly losses: ArrayLike<number>;
  /** The loss at w + ε; null while it is on its way. */
  readonly moved: number | null;
  /** Why there are none, in words. */
  readonly fault: string | null;
}

const none = new Float64Array(0);

export function useLosses(
  { experiment, sequence, parameters }: Trace,
  place: number,
  offsets: readonly number[],
  epsilon: number,
): Losses {
  const t = useTranslate();
  const own = parameters[place] ?? 0;
  const question = useMemo(
    () => ({
      experiment,
      sequence,
      place,
      values: [...offsets, epsilon].map((offset) => own + offset),
    }),
    [experiment, sequence, place, offsets, epsilon, own],
  );
  const state = useTask('probe', question);
  // Of this curve, whatever ε was.
  const curve = useRef<{ readonly of: readonly unknown[]; readonly losses: ArrayLike<number> }>(
    null,
  );
  const of = [experiment, sequence, place, offsets];
  if (state.kind === 'done') {
    const { losses } = state.result;
    curve.current = { of, losses: losses.subarray(0, offsets.length) };
    return { losses: curve.current.losses, moved: losses[offsets.length] ?? null, fault: null };
  }
  const same = curve.current?.of.every((part, i) => part === of[i]) ?? false;
  return {
    losses: same ? (curve.current?.losses ?? none) : none,
    moved: null,
    fault: state.kind === 'failed' ? describeFault(state.fault, t) : null,
  };
}
