// The lower part of the side panel: one lens at a time on the run, chosen above it.

import { type ComponentType, type ReactNode, Suspense } from 'react';
import { AlgorithmPanel } from '#panels/algorithm/AlgorithmPanel.tsx';
import { PathsPanel } from '#panels/paths/PathsPanel.tsx';
import { type Lens, lenses } from '#store/state.ts';
import { Segments } from '#ui/controls/Segments.tsx';
import { Later } from '#ui/later/Later.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { panels } from './panels.tsx';

const lensPanels: Readonly<Record<Lens, ComponentType>> = { ...panels, paths: PathsAndAlgorithm };

/** `shown`: the lens that is looked through; the chosen one, once it is loaded. */
export function LensPanel({ shown }: { readonly shown: Lens }): ReactNode {
  const t = useTranslate();
  const lens = useStudio((s) => s.lens);
  const { setLens } = useStudioActions();
  const Panel = lensPanels[shown];
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
