// Work of the page in pieces, each in a task of its own, so that a long one leaves room for what the user does.

import { useEffect, useState } from 'react';

/**
 * All results once the last piece is done, nothing before. `pieces` must be the same function as long as it makes the
 * same; null makes nothing.
 */
export function useInTurns<R>(pieces: (() => Iterator<R>) | null): readonly R[] {
  const [held, setHeld] = useState<{ readonly of: unknown; readonly results: readonly R[] }>();
  useEffect(() => {
    if (pieces === null) return;
    const results: R[] = [];
    const iterator = pieces();
    const takeOne = (): void => {
      const next = iterator.next();
      if (next.done) {
        setHeld({ of: pieces, results });
        return;
      }
      results.push(next.value);
      waiting = setTimeout(takeOne);
    };
    let waiting = setTimeout(takeOne);
    return () => clearTimeout(waiting);
  }, [pieces]);
  return pieces !== null && held?.of === pieces ? held.results : none;
}

const none: readonly never[] = [];
