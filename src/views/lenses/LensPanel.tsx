// The lower part of the side panel: one lens at a time on the run, chosen above it.

import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { type Lens, lenses } from '#store/state.ts';
import { AlgorithmPanel } from '#views/algorithm/AlgorithmPanel.tsx';
import { Segments } from '#views/controls/Segments.tsx';
import { PathsPanel } from '#views/paths/PathsPanel.tsx';
import { useStudio, useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';

// What is looked at rarely is fetched when it is first looked at.
const TimeLens = lazy(() =>
  import('#views/time/TimeLens.tsx').then((m) => ({ default: m.TimeLens })),
);
const LimitsLens = lazy(() =>
  import('#views/limits/LimitsLens.tsx').then((m) => ({ default: m.LimitsLens })),
);
const CheckLens = lazy(() =>
  import('#views/check/CheckLens.tsx').then((m) => ({ default: m.CheckLens })),
);
const CellsLens = lazy(() =>
  import('#views/cells/CellsLens.tsx').then((m) => ({ default: m.CellsLens })),
);

const panels: Readonly<Record<Lens, ComponentType>> = {
  paths: PathsAndAlgorithm,
  time: TimeLens,
  limits: LimitsLens,
  check: CheckLens,
  cells: CellsLens,
};

export function LensPanel(): ReactNode {
  const t = useTranslate();
  const lens = useStudio((s) => s.lens);
  const { setLens } = useStudioActions();
  const Panel = panels[lens];
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
      <AlgorithmPanel />
    </>
  );
}
