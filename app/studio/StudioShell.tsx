// The full workbench: header, graph, explanation, transport, and what opens above them.

import { type ReactNode, Suspense, useMemo, useRef, useState } from 'react';
import type { Studio } from '#store/create-studio.ts';
import { Announcer } from '#views/announcer/Announcer.tsx';
import { EffectLine } from '#views/effect/EffectLine.tsx';
import { FormulaPanel } from '#views/formula/FormulaPanel.tsx';
import { GraphPanel } from '#views/graph/GraphPanel.tsx';
import { Later } from '#views/later/Later.tsx';
import { lazyView } from '#views/lazy-view.tsx';
import { NotationProvider } from '#views/notation-context.tsx';
import { SentencePanel } from '#views/sentence/SentencePanel.tsx';
import { StudioProvider } from '#views/studio-context.tsx';
import { Transport } from '#views/timeline/Transport.tsx';
import { TourCard } from '#views/tour/TourCard.tsx';
import { useStartTour } from '#views/tour/use-start-tour.ts';
import { TranslateProvider, useTranslate } from '#views/translate-context.tsx';
import type { Translate } from '#words/translate.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { NoticeBar } from './NoticeBar.tsx';
import { SidePanel } from './SidePanel.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const HelpDialog = lazyView(
  () => import('./HelpDialog.tsx').then((m) => m.HelpDialog),
  ['beats', 'dialogs', 'selected'],
);

export function StudioShell(props: {
  readonly studio: Studio;
  readonly translate: Translate;
}): ReactNode {
  return (
    <ErrorBoundary translate={props.translate}>
      <StudioProvider studio={props.studio}>
        <TranslateProvider translate={props.translate}>
          <NotationProvider>
            <Workbench />
          </NotationProvider>
        </TranslateProvider>
      </StudioProvider>
    </ErrorBoundary>
  );
}

function Workbench(): ReactNode {
  const t = useTranslate();
  const beginTour = useStartTour();
  const [editing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const [help, setHelp] = useState(false);
  const [characterKeys, setCharacterKeys] = useState(true);
  const shell = useMemo(() => ({ openHelp: () => setHelp(true) }), []);
  useShortcuts(shell, characterKeys);
  const closeEdit = (): void => {
    setEditing(false);
    editButton.current?.focus();
  };
  const startTour = (): void => {
    setHelp(false);
    beginTour();
  };
  return (
    <div className="studio">
      <Header
        editButton={editButton}
        editing={editing}
        onEdit={() => setEditing(!editing)}
        onHelp={shell.openHelp}
      />
      <NoticeBar />
      <main className="studio-main">
        <section className="studio-graph" aria-label={t('studio.graph')}>
          <GraphPanel />
        </section>
        <section className="studio-band" aria-label={t('studio.band')}>
          <Later>
            <SentencePanel />
          </Later>
          <Later>
            <FormulaPanel />
          </Later>
        </section>
        <SidePanel editing={editing} onEditClose={closeEdit} />
      </main>
      <footer className="studio-transport">
        <EffectLine />
        <TourCard onEdit={() => setEditing(true)} />
        <Transport />
      </footer>
      <Announcer />
      <Suspense>
        {help && (
          <HelpDialog
            characterKeys={characterKeys}
            onCharacterKeys={setCharacterKeys}
            onTour={startTour}
            onClose={() => setHelp(false)}
          />
        )}
      </Suspense>
    </div>
  );
}
