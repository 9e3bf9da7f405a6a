// The formula of a long run, line by line: each is drawn in a task of its own, and all are shown together.

import { useLayoutEffect, useReducer, useRef } from 'react';
import { type Derivation, isNote } from '#expression/derivation.ts';
import type { Beat } from '#playback/beat.ts';
import { isWindowed } from '#playback/window.ts';
import { afterPaint } from '#ui/later/after-paint.ts';
import type { KatexState } from './use-katex.ts';

/** A formula and what it is of; null before the first beat. */
export interface Subject {
  readonly derivation: Derivation;
  readonly beat: Beat | null;
}

/** The newest, or while its lines are drawn the one before. It must be the same object as long as it says the same. */
export function useDrawnInTurns(newest: Subject | null, katex: KatexState): Subject | null {
  const shown = useRef(newest);
  const cancel = useRef<(() => void) | null>(null);
  const [, showDrawn] = useReducer((times: number) => times + 1, 0);
  const waits = linesToDraw(newest, shown.current, katex).length > 0;
  useLayoutEffect(() => {
    if (!waits) {
      cancel.current?.();
      cancel.current = null;
      shown.current = newest;
      return;
    }
    // What is on its way comes, however soon something newer is wanted.
    if (cancel.current !== null || typeof katex !== 'object') return;
    const drawOne = (): void => {
      const [tex] = linesToDraw(newest, shown.current, katex);
      if (tex !== undefined) {
        katex.drawAhead(tex);
        // Before the lens, which stands below.
        cancel.current = afterPaint(drawOne, true);
        return;
      }
      cancel.current = null;
      shown.current = newest;
      showDrawn();
    };
    cancel.current = afterPaint(drawOne, true);
  });
  useLayoutEffect(
    () => () => {
      cancel.current?.();
      cancel.current = null;
    },
    [],
  );
  return waits ? shown.current : newest;
}

/** None where they may be drawn at once. */
function linesToDraw(
  newest: Subject | null,
  held: Subject | null,
  katex: KatexState,
): readonly string[] {
  if (newest === null || held === null || typeof katex !== 'object') return [];
  if (!isWindowed(newest.derivation.context.trace.steps)) return [];
  const before = texsOf(held);
  return texsOf(newest).filter((tex, i) => !katex.isReady(tex, before[i]));
}

function texsOf({ derivation }: Subject): readonly string[] {
  return derivation.lines.flatMap((line) => (isNote(line) ? [] : [line.tex]));
}
