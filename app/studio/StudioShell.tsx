// The full workbench: header, graph, explanation, transport, and what opens above them.

import { type ReactNode, Suspense, useMemo, useRef, useState } from 'react';
import { Announcer } from '#panels/announcer/Announcer.tsx';
import { EffectLine } from '#panels/effect/EffectLine.tsx';
import { FormulaPanel } from '#panels/formula/FormulaPanel.tsx';
import { SentencePanel } from '#panels/sentence/SentencePanel.tsx';
import { Transport } from '#panels/timeline/Transport.tsx';
import { TourCard } from '#panels/tour/TourCard.tsx';
import { useStartTour } from '#panels/tour/use-start-tour.ts';
import { Later } from '#ui/later/Later.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { NoticeBar } from '../frame/NoticeBar.tsx';
import { useShortcuts } from '../frame/use-shortcuts.ts';
import { GraphPanel } from '../picture/GraphPanel.tsx';
import { Header } from './Header.tsx';
import { SidePanel } from './SidePanel.tsx';

const HelpDialog = lazyView(
  () => import('./HelpDialog.tsx').then((m) => m.HelpDialog),
  ['beats', 'dialogs', 'selected'],
);

export function StudioShell(): ReactNode {
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
