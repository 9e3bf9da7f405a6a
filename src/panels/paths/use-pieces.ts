// Work of the page in pieces: what is short is done at once, the rest of what is long in later tasks.

import { useEffect, useMemo, useRef, useState } from 'react';
import type { Pieces } from '#base/pieces.ts';

/** Of about a millisecond each. */
const piecesInOneGo = 8;

export interface PieceWork<Result> {
  /** The newest there is of what is asked about; null while there is none. */
  readonly result: Result | null;
  /** It is not the one that is asked for: that one is still worked on. */
  readonly busy: boolean;
}

interface Job<Result> {
  done: { readonly result: Result } | null;
  workOn(): void;
}

/**
 * `begin` must be the same function as long as it makes the same. `about`: what the result tells of; the one before
 * stays until the next is there, but never under the name of something else.
 */
export function usePieces<Result>(begin: () => Pieces<Result>, about: string): PieceWork<Result> {
  const job = useMemo(() => startJob(begin()), [begin]);
  const [, rest] = useState<unknown>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const workOn = (): void => {
      job.workOn();
      if (job.done) rest(job);
      else timer = setTimeout(workOn);
    };
    if (!job.done) timer = setTimeout(workOn);
    return () => {
      if (timer !== null) clearTimeout(timer);
    };
  }, [job]);
  const newest = useRef<{ readonly about: string; readonly result: Result } | null>(null);
  if (job.done) newest.current = { about, result: job.done.result };
  const kept = newest.current?.about === about ? newest.current.result : null;
  return { result: kept, busy: job.done === null };
}

/** With its first pieces done. */
function startJob<Result>(pieces: Pieces<Result>): Job<Result> {
  const job: Job<Result> = {
    done: null,
    workOn() {
      for (let i = 0; i < piecesInOneGo && job.done === null; i++) {
        const next = pieces.next();
        if (next.done) job.done = { result: next.value };
      }
    },
  };
  job.workOn();
  return job;
}
