// The lower part of the side panel: one lens at a time on the run, chosen above it.

import { type ComponentType, type ReactNode, Suspense } from 'react';
import { type Lens, lenses } from '#store/state.ts';
import { AlgorithmPanel } from '#views/algorithm/AlgorithmPanel.tsx';
import { Segments } from '#views/controls/Segments.tsx';
import { Later } from '#views/later/Later.tsx';
import { lazyView } from '#views/lazy-view.tsx';
import { PathsPanel } from '#views/paths/PathsPanel.tsx';
import { useStudio, useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';

// Not on the first screen.
const TimeLens = lazyView(
  () => import('#views/time/TimeLens.tsx').then((m) => m.TimeLens),
  ['beats', 'lenses'],
);
const LimitsLens = lazyView(
  () => import('#views/limits/LimitsLens.tsx').then((m) => m.LimitsLens),
  ['lenses'],
);
const CheckLens = lazyView(
  () => import('#views/check/CheckLens.tsx').then((m) => m.CheckLens),
  ['lenses', 'notices'],
);
const CellsLens = lazyView(
  () => import('#views/cells/CellsLens.tsx').then((m) => m.CellsLens),
  ['beats', 'lenses', 'notices'],
);

const panels: Readonly<Record<Lens, ComponentType>> = {
  paths: PathsAndAlgorithm,
  time: TimeLens,
  limits: LimitsLens,
  check: CheckLens,
  cells: CellsLens,
};

/** `shown`: the lens that is looked through; the chosen one, once it is loaded. */
export function LensPanel({ shown }: { readonly shown: Lens }): ReactNode {
  const t = useTranslate();
  const lens = useStudio((s) => s.lens);
  const { setLens } = useStudioActions();
  const Panel = panels[shown];
  return (
    <>
      <Segments
        label={t('view.lens')}
        value={lens}
        options={lenses.map((value) => ({ value, text: t(`view.lens.${value}`) }))}
        onChange={setLens}
      />
      <Suspense>
        <Panel />
      </Suspense>
    </>
  );
}

/** What a first visit sees: where the gradient comes from, and the line of the algorithm that computes it. */
function PathsAndAlgorithm(): ReactNode {
  return (
    <>
      <PathsPanel />
      <Later>
        <AlgorithmPanel />
      </Later>
    </>
  );
}
