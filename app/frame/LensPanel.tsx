// The lower part of the side panel: one lens at a time on the run, chosen above it.

import { type ComponentType, type ReactNode, Suspense } from 'react';
import { AlgorithmPanel } from '#panels/algorithm/AlgorithmPanel.tsx';
import { PathsPanel } from '#panels/paths/PathsPanel.tsx';
import { type Lens, lenses } from '#store/state.ts';
import { Segments } from '#ui/controls/Segments.tsx';
import { Later } from '#ui/later/Later.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

// Not on the first screen.
const DecayLens = lazyView(
  () => import('#panels/decay/DecayLens.tsx').then((m) => m.DecayLens),
  ['beats', 'lenses'],
);
const LimitsLens = lazyView(
  () => import('#panels/limits/LimitsLens.tsx').then((m) => m.LimitsLens),
  ['lenses'],
);
const CheckLens = lazyView(
  () => import('#panels/check/CheckLens.tsx').then((m) => m.CheckLens),
  ['lenses', 'notices'],
);
const CompareLens = lazyView(
  () => import('#panels/compare/CompareLens.tsx').then((m) => m.CompareLens),
  ['beats', 'lenses', 'notices'],
);

const panels: Readonly<Record<Lens, ComponentType>> = {
  paths: PathsAndAlgorithm,
  time: DecayLens,
  limits: LimitsLens,
  check: CheckLens,
  cells: CompareLens,
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
