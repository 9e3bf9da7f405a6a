// A figure in somebody else's page: the picture, what happens, one step on. It takes nothing that it is not given.

import { ArrowRight, ChevronLeft, ExternalLink } from 'lucide-react';
import { type ReactNode, Suspense, useEffect, useMemo, useRef } from 'react';
import type { Appearance } from '#config/appearance.ts';
import type { PanelName } from '#config/panels.ts';
import { isParameterId } from '#model/parse-quantity-id.ts';
import { Announcer } from '#panels/announcer/Announcer.tsx';
import { Transport } from '#panels/timeline/Transport.tsx';
import type { StudioState } from '#store/state.ts';
import { withheldOf } from '#store/withheld.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { Later } from '#ui/later/Later.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { useStudio, useStudioStore } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { NoticeBar } from '../frame/NoticeBar.tsx';
import { panels } from '../frame/panels.tsx';
import { tabAddress } from '../frame/tab-address.ts';
import { useShortcuts } from '../frame/use-shortcuts.ts';
import { GraphPanel } from '../picture/GraphPanel.tsx';
import { watchHeight } from './auto-height.ts';
import { embedShortcuts } from './embed-keys.ts';
import { isAtEdge, type Steps } from './steps.ts';
import './embed.css';

const InspectorPanel = lazyView(
  () => import('#panels/inspector/InspectorPanel.tsx').then((m) => m.InspectorPanel),
  ['beats', 'selected'],
);

/** What a figure shows that was not told what to show. */
const usualPanels: readonly PanelName[] = ['sentence'];

export interface EmbedProps {
  readonly appearance: Appearance;
  readonly steps: Steps;
  /** px; called where the figure has grown or shrunk, with `height=auto` only. */
  readonly onHeight: (height: number) => void;
}

export function EmbedShell({ appearance, steps, onHeight }: EmbedProps): ReactNode {
  const t = useTranslate();
  const { controls, height, keys } = appearance;
  const frame = useRef<HTMLDivElement>(null);
  const table = useMemo(() => (keys === 'off' ? [] : embedShortcuts(steps)), [keys, steps]);
  useShortcuts(noShell, true, table);
  useEffect(() => {
    if (frame.current && height === 'auto') return watchHeight(frame.current, onHeight);
    return undefined;
  }, [height, onHeight]);
  return (
    <div ref={frame} className="embed" data-height={height}>
      <NoticeBar />
      <main className="embed-main">
        <section className="embed-picture" aria-label={t('studio.graph')}>
          <GraphPanel />
        </section>
        <Panels names={appearance.panels ?? usualPanels} />
      </main>
      <footer className="embed-foot">
        {controls === 'full' && <Transport />}
        {controls === 'step' && <StepBar steps={steps} />}
        <OpenLink />
      </footer>
      <Announcer />
    </div>
  );
}

const noShell = { openHelp: () => {} };

/** What is selected is explained in the place of the panels, until it is let go. */
function Panels({ names }: { readonly names: readonly PanelName[] }): ReactNode {
  const inspected = useStudio(isInspected);
  return (
    <div className="embed-panels" data-inspecting={inspected || undefined}>
      <Suspense>
        {inspected ? (
          <InspectorPanel />
        ) : (
          names.map((name) => {
            const Panel = panels[name];
            return (
              <div key={name} className="embed-panel" data-panel={name}>
                <Later>
                  <Panel />
                </Later>
              </div>
            );
          })
        )}
      </Suspense>
    </div>
  );
}

function isInspected({ selected, trace }: StudioState): boolean {
  return selected !== null && trace !== null && !isParameterId(trace.model, selected);
}

/** One step on, one back, and where one is. */
function StepBar({ steps }: { readonly steps: Steps }): ReactNode {
  const t = useTranslate();
  const { position, count, asking, atEnd } = useStudio((s) => ({
    position: s.position,
    count: s.beats.length,
    asking: withheldOf(s).size > 0,
    atEnd: isAtEdge(s, 'next'),
  }));
  return (
    <section className="embed-steps" aria-label={t('studio.transport')}>
      <IconButton
        label={t('ui.previous')}
        icon={ChevronLeft}
        idle={position < 0}
        onPress={() => steps.go('previous')}
      />
      <button
        type="button"
        className="button button-strong transport-step"
        title={t(asking ? 'ui.reveal.title' : 'ui.next')}
        aria-disabled={atEnd ? true : undefined}
        onClick={() => steps.go('next')}
      >
        {t(asking ? 'ui.reveal' : 'ui.step')}
        <span className="transport-key" aria-hidden="true">
          <ArrowRight size={14} />
        </span>
      </button>
      <span className="transport-count">
        {position < 0
          ? t('studio.timeline.ready', { beats: count })
          : t('ui.beatOf', { beat: position + 1, beats: count })}
      </span>
    </section>
  );
}

/** The same moment in the studio, in a tab of its own; what it leads to is known when it is pressed. */
function OpenLink(): ReactNode {
  const t = useTranslate();
  const studio = useStudioStore();
  const link = useRef<HTMLAnchorElement>(null);
  const update = (): void => {
    tabAddress(studio.getState()).then((address) => {
      if (link.current) link.current.href = address;
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for whoever presses it without coming near it first.
  useEffect(update, []);
  return (
    <a
      ref={link}
      className="embed-open"
      href="./"
      target="_blank"
      rel="noopener"
      title={t('embed.open')}
      aria-label={t('embed.open')}
      onPointerEnter={update}
      onFocus={update}
    >
      <ExternalLink aria-hidden="true" size={16} />
    </a>
  );
}
