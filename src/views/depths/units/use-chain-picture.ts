// The strongest chains of the chosen weight: looked for once the backward pass has reached a use of it.

import { useMemo } from 'react';
import { contributionId } from '#model/quantity-id.ts';
import { type ChainPicture, chainPicture } from '#scene/units/chain-lines.ts';
import type { UnitsLayout } from '#scene/units/unit-layout.ts';
import { nodeCountOf } from '#trace/chain-structure.ts';
import { type UnitChains, unitChains, unitChainsFit } from '#trace/unit-chains.ts';
import { usePicture } from '#views/graph/picture.tsx';
import { isKnown } from '#views/moment.ts';
import { useStudio } from '#views/studio-context.tsx';

const top = 5;
/** Steps × nodes² beyond which the search would hold up the page. */
const mostWork = 1_000_000;

/** null where there is no weight, none of its uses is known yet, or the run is too large to search at once. */
export function useChainPicture(layout: UnitsLayout): ChainPicture | null {
  const { moment } = usePicture();
  const weight = useStudio((s) => s.weight);
  const { trace } = moment;
  const parameter = weight?.parameter ?? '';
  const begun = trace.lossSteps.some((t) => isKnown(moment, contributionId(parameter, t)));
  const reached = begun && trace.progress.complete && trace.overflow === null;
  const chains = useMemo((): UnitChains | null => {
    if (!weight || !reached || !unitChainsFit(trace, top)) return null;
    if (trace.steps * nodeCountOf(trace) ** 2 > mostWork) return null;
    return unitChains(trace, weight.parameter, weight.row, weight.column, top);
  }, [trace, weight, reached]);
  return useMemo(
    () => chains && chainPicture(trace, moment, layout, chains),
    [trace, moment, layout, chains],
  );
}
