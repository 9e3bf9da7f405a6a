// The explanation of the moment: sentence, formula, what is selected, the paths, the algorithm; and the edit panel when open.

import { lazy, type ReactNode, Suspense } from 'react';
import { AlgorithmPanel } from '#views/algorithm/AlgorithmPanel.tsx';
import { FormulaPanel } from '#views/formula/FormulaPanel.tsx';
import { InspectorPanel } from '#views/inspector/InspectorPanel.tsx';
import { PathsPanel } from '#views/paths/PathsPanel.tsx';
import { SentencePanel } from '#views/sentence/SentencePanel.tsx';
import { useTranslate } from '#views/translate-context.tsx';

const EditPanel = lazy(() =>
  import('#views/edit/EditPanel.tsx').then((m) => ({ default: m.EditPanel })),
);

export function SidePanel(props: {
  readonly editing: boolean;
  readonly onEditClose: () => void;
}): ReactNode {
  const t = useTranslate();
  return (
    <aside className="studio-side" aria-label={t('studio.side')}>
      {props.editing && (
        <Suspense>
          <EditPanel onClose={props.onEditClose} />
        </Suspense>
      )}
      <div className="studio-moment">
        <SentencePanel />
        <FormulaPanel />
      </div>
      <div className="studio-context">
        <InspectorPanel />
        <PathsPanel />
        <AlgorithmPanel />
      </div>
    </aside>
  );
}
