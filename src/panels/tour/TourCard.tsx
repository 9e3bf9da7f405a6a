// The guided start: one short invitation at a time, beside the transport; the reader's own action leads on.

import { type ReactNode, Suspense, useEffect, useRef } from 'react';
import { symbolOf } from '#marks/symbol.ts';
import type { StudioState } from '#store/state.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { useNotation } from '#ui/notation-context.tsx';
import { useStudio, useStudioActions, useStudioStore } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { markedLettering } from '#words/rich-text.ts';
import { tour, tourAfter } from './tour.words.ts';
import './tour.css';

const TourEnd = lazyView(() => import('./TourEnd.tsx').then((m) => m.TourEnd), ['dialogs']);

/** `onEdit`: opens what changes the words of the sequence. */
export function TourCard(props: { readonly onEdit: () => void }): ReactNode {
  const step = useStudio((s) => s.tour);
  return step === null ? null : <Card step={step} onEdit={props.onEdit} />;
}

function Card(props: { readonly step: number; readonly onEdit: () => void }): ReactNode {
  const { step } = props;
  const t = useTranslate();
  const notation = useNotation();
  const output = useStudio((s) => s.trace?.model.cell.output ?? '');
  const state = markedLettering(symbolOf(notation, output, 1));
  const { setTour } = useStudioActions();
  useAdvance(step);
  const invitation = tour[step];
  return (
    <section className="tour" aria-label={t('studio.tour')}>
      <span className="tour-progress">
        {invitation && t('studio.tour.progress', { step: step + 1, steps: tour.length })}
      </span>
      <p className="tour-text">
        <strong>{t(invitation?.title ?? 'studio.tour.end.title')}.</strong>{' '}
        <RichText text={t(invitation?.text ?? 'studio.tour.end.text', { state })} />
      </p>
      <Suspense>{!invitation && <TourEnd onEdit={props.onEdit} />}</Suspense>
      <button type="button" className="button" onClick={() => setTour(null)}>
        {invitation ? t('studio.tour.leave') : t('studio.tour.end')}
      </button>
    </section>
  );
}

/** Goes on to the next step as soon as the present one is done; closes where the tour is over. */
function useAdvance(step: number): void {
  const studio = useStudioStore();
  // While the first step lasts, the tour begins.
  const parameters = useRef(studio.getState().experiment.parameters);
  useEffect(() => {
    const begun = studio.getState().position;
    const look = (state: StudioState): void => {
      if (state.tour !== step) return;
      if (step === 0) parameters.current = state.experiment.parameters;
      const { beats, position } = state;
      const next = tourAfter(step, {
        beats,
        position,
        weightEdited: state.experiment.parameters !== parameters.current,
        hasMoved: position !== begun,
      });
      if (next !== step) state.setTour(next);
    };
    look(studio.getState());
    return studio.subscribe(look);
  }, [studio, step]);
}
