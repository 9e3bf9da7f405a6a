// The strongest chains of one entry: at once where that is quick, else once they are asked for, in pieces.

import { useCallback, useMemo, useState } from 'react';
import type { Pieces } from '#base/pieces.ts';
import type { PathSubject } from '#trace/derived/path-measure.ts';
import {
  searchUnitChains,
  type UnitChains,
  unitChains,
  unitChainsAreQuick,
  unitChainsFit,
} from '#trace/derived/unit-chains.ts';
import type { Trace } from '#trace/record/trace.ts';
import { useInTurns } from '#ui/use-in-turns.ts';

interface Wanted {
  readonly subject: PathSubject;
  readonly top: number;
  /** The earliest use that is known. */
  readonly from: number;
}

/** `unknown`: no use has been reached yet; a function: asks for the search. */
export type ChainSearch = UnitChains | 'unknown' | 'too large' | 'searching' | (() => void);

export function useChainSearch(trace: Trace, wanted: Wanted): ChainSearch {
  const { subject, top, from } = wanted;
  const { parameter, row, column } = subject;
  const quick = unitChainsAreQuick(trace);
  const fits = unitChainsFit(trace, top);
  const known = from <= trace.steps;
  const atOnce = useMemo(() => {
    if (!quick || !fits || !known) return null;
    return unitChains(trace, parameter, row, column, top, from);
  }, [trace, parameter, row, column, top, from, quick, fits, known]);
  const pieces = useMemo(
    () => () => inPieces(searchUnitChains(trace, { parameter, row, column }, top, from)),
    [trace, parameter, row, column, top, from],
  );
  const [asked, setAsked] = useState<unknown>(null);
  const ask = useCallback(() => setAsked(() => pieces), [pieces]);
  const found = useInTurns(asked === pieces ? pieces : null).at(-1);
  if (!fits) return 'too large';
  if (!known) return 'unknown';
  if (quick) return atOnce ?? 'unknown';
  return asked === pieces ? (found ?? 'searching') : ask;
}

function* inPieces(search: Pieces<UnitChains>): Generator<UnitChains | undefined> {
  yield yield* search;
}
