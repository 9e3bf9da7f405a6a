// What happens at this beat, in a title and a sentence to be read from the back of the room.

import type { ReactNode } from 'react';
import { RichText } from '#views/controls/RichText.tsx';
import { useMoreBelow } from '#views/controls/use-more-below.ts';
import { isStopped, useMoment } from '#views/moment.ts';
import { useWriting } from '#views/notation-context.tsx';
import { useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { sayOverflow } from '#words/say-overflow.ts';
import { sentenceOf } from '#words/sentence.ts';
import './sentence.css';

export function SentencePanel(): ReactNode {
  const t = useTranslate();
  const writing = useWriting();
  const moment = useMoment();
  const { applyUpdate, first } = useStudioActions();
  const beat = moment?.beat ?? null;
  const text =
    moment === null || beat === null
      ? { title: t('studio.before.title'), sentence: t('studio.before.text'), detail: undefined }
      : sentenceOf(moment.trace, beat, t, writing);
  const overflow = moment && isStopped(moment) ? sayOverflow(moment.trace, t, writing) : null;
  const panel = useMoreBelow<HTMLElement>(beat);
  const again = (): void => {
    applyUpdate();
    first();
    panel.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <section ref={panel} className="sentence" aria-label={t('studio.sentence')}>
      <div>
        <h2 className="panel-title">
          <RichText text={text.title} />
        </h2>
        <p className="sentence-text">
          <RichText text={text.sentence} />
        </p>
        {text.detail !== undefined && (
          <p className="sentence-detail">
            <RichText text={text.detail} />
          </p>
        )}
        {overflow !== null && (
          <p className="sentence-text">
            <RichText text={overflow} />
          </p>
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
