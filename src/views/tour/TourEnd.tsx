// The end of the guided start: three ways on, each a press away.

import type { ReactNode } from 'react';
import { present } from '#base/exhaustive.ts';
import { generatedOf } from '#config/generators/all.ts';
import { beforeFirst } from '#playback/position.ts';
import { useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';

/** Two numbers to be added over two hundred steps: hardly any gradient of the sum reaches the first of them. */
const longRun = 'adding-200-32-rnn-1';

export function TourEnd(props: { readonly onEdit: () => void }): ReactNode {
  const t = useTranslate();
  const { open, last, setLens, setTour, loadPreset } = useStudioActions();
  const vanish = (): void => {
    const experiment = present(generatedOf(longRun), longRun);
    open({ experiment, sequence: 1, preset: longRun, edited: false }, beforeFirst);
    setLens('time');
    last();
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
