// What happens at this beat, in a title and a sentence to be read from the back of the room.

import { type ReactNode, Suspense } from 'react';
import { useMoreBelow } from '#ui/controls/use-more-below.ts';
import { lazyView } from '#ui/lazy-view.tsx';
import { useMoment } from '#ui/moment.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import './sentence.css';

const BeatText = lazyView(() => import('./BeatText.tsx').then((m) => m.BeatText), ['beats']);

export function SentencePanel(): ReactNode {
  const t = useTranslate();
  const moment = useMoment();
  const { applyUpdate, first } = useStudioActions();
  const beat = moment?.beat ?? null;
  const panel = useMoreBelow<HTMLElement>(beat);
  const again = (): void => {
    applyUpdate();
    first();
    panel.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <section ref={panel} className="sentence" aria-label={t('studio.sentence')}>
      <div>
        {moment === null || beat === null ? (
          <>
            <h2 className="panel-title">{t('studio.before.title')}</h2>
            <p className="sentence-text">{t('studio.before.text')}</p>
          </>
        ) : (
          <Suspense>
            <BeatText moment={moment} beat={beat} />
          </Suspense>
        )}
        {beat?.operation.kind === 'loss after' && (
          <button type="button" className="button" onClick={again}>
            {t('studio.again')}
          </button>
        )}
      </div>
    </section>
  );
}
