// The end of the guided start: three ways on, each a press away.

import type { ReactNode } from 'react';
import { present } from '#base/exhaustive.ts';
import { generatedOf } from '#config/generators/all.ts';
import { buildModel } from '#model/model.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

/** Two numbers to be added over two hundred steps: hardly any gradient of the sum reaches the first of them. */
const longRun = 'adding-200-32-rnn-1';

export function TourEnd(props: { readonly onEdit: () => void }): ReactNode {
  const t = useTranslate();
  const { open, setLens, setTour, loadPreset } = useStudioActions();
  const vanish = (): void => {
    const experiment = present(generatedOf(longRun), longRun);
    const end = buildBeats(experiment, buildModel(experiment.model), 1).length - 1;
    open({ experiment, sequence: 1, preset: longRun, edited: false }, end);
    setLens('time');
  };
  const change = (): void => {
    setTour(null);
    props.onEdit();
  };
  return (
    <div className="tour-ways">
      <button type="button" className="button" onClick={vanish}>
        {t('studio.tour.end.vanish')}
      </button>
      <button type="button" className="button" onClick={change}>
        {t('studio.tour.end.change')}
      </button>
      <button type="button" className="button" onClick={() => loadPreset('many-to-many')}>
        {t('studio.tour.end.example')}
      </button>
    </div>
  );
}
