// The guided start: one short invitation at a time, beside the transport; the reader's own action leads on.

import { type ReactNode, useEffect, useState } from 'react';
import type { StudioState } from '#store/state.ts';
import { RichText } from '#views/controls/RichText.tsx';
import { useStudio, useStudioActions, useStudioStore } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { isTourStepDone, tour } from '#words/tour.ts';
import './tour.css';

export function TourCard(): ReactNode {
  const step = useStudio((s) => s.tour);
  return step === null ? null : <Card step={step} />;
}

function Card({ step }: { readonly step: number }): ReactNode {
  const t = useTranslate();
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
        <RichText text={t(invitation?.text ?? 'studio.tour.end.text')} />
      </p>
      <button type="button" className="button" onClick={() => setTour(null)}>
        {invitation ? t('studio.tour.leave') : t('studio.tour.end')}
      </button>
    </section>
  );
}

/** Goes on to the next step as soon as the present one is done. */
function useAdvance(step: number): void {
  const studio = useStudioStore();
  const [start] = useState(studio.getState);
  useEffect(() => {
    const look = (state: StudioState): void => {
      const invitation = tour[step];
      if (!invitation || state.tour !== step) return;
      const weightEdited = state.experiment.parameters !== start.experiment.parameters;
      const { beats, position } = state;
      if (isTourStepDone(invitation, { beats, position, weightEdited })) state.setTour(step + 1);
    };
    look(studio.getState());
    return studio.subscribe(look);
  }, [studio, step, start]);
}
