// The guided start: one short invitation at a time, beside the transport; the reader's own action leads on.

import { type ReactNode, useEffect, useState } from 'react';
import type { StudioState } from '#store/state.ts';
import { RichText } from '#views/controls/RichText.tsx';
import { useStudio, useStudioActions, useStudioStore } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { tour, tourAfter } from '#words/tour.ts';
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

/** Goes on to the next step as soon as the present one is done; closes where the tour is over. */
function useAdvance(step: number): void {
  const studio = useStudioStore();
  const [start] = useState(studio.getState);
  useEffect(() => {
    const begun = studio.getState().position;
    const look = (state: StudioState): void => {
      if (state.tour !== step) return;
      const { beats, position } = state;
      const next = tourAfter(step, {
        beats,
        position,
        weightEdited: state.experiment.parameters !== start.experiment.parameters,
        isElsewhere: state.preset !== start.preset,
        hasMoved: position !== begun,
      });
      if (next !== step) state.setTour(next);
    };
    look(studio.getState());
    return studio.subscribe(look);
  }, [studio, step, start]);
}
