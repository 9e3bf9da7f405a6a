// The strongest chains of the chosen weight, among those whose use of it the backward pass has reached.

import { useMemo } from 'react';
import { knownFrom } from '#playback/known-uses.ts';
import { unitChains, unitChainsAreQuick, unitChainsFit } from '#trace/derived/unit-chains.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { type ChainPicture, chainPicture } from './chain-lines.scene.ts';
import type { UnitsLayout } from './unit-layout.scene.ts';

const top = 5;

export type Chains = ChainPicture | 'unknown' | 'too large';

/** `unknown`: no use of the weight has been reached yet. */
export function useChainPicture(layout: UnitsLayout): Chains {
  const { moment } = usePicture();
  const weight = useStudio((s) => s.weight);
  const { trace } = moment;
  const from = weight ? knownFrom(moment, weight.parameter) : trace.steps + 1;
  const fits = unitChainsFit(trace, top) && unitChainsAreQuick(trace);
  const chains = useMemo(() => {
    if (!weight || !fits || from > trace.steps) return null;
    return unitChains(trace, weight.parameter, weight.row, weight.column, top, from);
  }, [trace, weight, fits, from]);
  const picture = useMemo(
    () => chains && chainPicture(trace, layout, chains, from),
    [trace, layout, chains, from],
  );
  return picture ?? (fits ? 'unknown' : 'too large');
}

/** The lines of the chains, where there are any. */
export function linesOf(chains: Chains): ChainPicture['lines'] {
  return typeof chains === 'string' ? [] : chains.lines;
}
