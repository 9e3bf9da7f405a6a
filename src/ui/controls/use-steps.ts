// Steps of a number field by arrow keys: the number comes on screen with its consequences, and is selected.

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** After so many milliseconds the field shows a step whose consequences are still being computed. */
const patience = 50;

export interface Steps {
  /** A step was made to this number. */
  start(next: number): void;
  /** The number of the last step while the field's value is not there yet; null otherwise. */
  onTheWay(): number | null;
  stop(): void;
}

/**
 * A step comes on screen together with what follows from it, in one frame, where that comes soon. What is typed after
 * a step replaces the number, as after a click on the arrows of a number field.
 */
export function useSteps(
  value: number | null,
  show: (draft: string | null) => void,
  input: RefObject<HTMLInputElement | null>,
): Steps {
  const wanted = useRef<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const unselected = useRef<string | null>(null);
  const stop = (): void => {
    wanted.current = null;
    clearTimeout(timer.current);
  };
  useLayoutEffect(() => {
    if (unselected.current !== null && input.current?.value === unselected.current) {
      unselected.current = null;
      // A selection lays the page out: once all of it has changed.
      queueMicrotask(() => input.current?.select());
    }
    if (wanted.current === null || wanted.current !== value) return;
    stop();
    show(null);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    start(next) {
      stop();
      unselected.current = String(next);
      if (next === value) {
        show(null);
        return;
      }
      wanted.current = next;
      timer.current = setTimeout(() => show(String(next)), patience);
    },
    onTheWay: () => wanted.current,
    stop,
  };
}
