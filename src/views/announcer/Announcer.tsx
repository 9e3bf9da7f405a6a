// The one live region of the page: says each beat to a screen reader, once the steps have come to rest.

import { type ReactNode, useEffect, useState } from 'react';
import { isStopped, type Moment, useMoment } from '#views/moment.ts';
import { useTranslate } from '#views/translate-context.tsx';
import { sayOverflow } from '#words/say-overflow.ts';
import { sentenceOf } from '#words/sentence.ts';
import type { Translate } from '#words/translate.ts';

/** Shorter than it takes to notice, longer than the pause between two repeats of a held key. */
const restMs = 150;

export function Announcer(): ReactNode {
  const t = useTranslate();
  const moment = useMoment();
  const [shown, setShown] = useState('');
  useEffect(() => {
    if (moment === null) return;
    const timer = setTimeout(() => {
      const text = textOf(moment, t);
      // Nothing is said about the picture the page opens on.
      if (text !== '') setShown(text);
    }, restMs);
    return () => clearTimeout(timer);
  }, [moment, t]);
  return (
    <div className="unseen" role="status" aria-live="polite" data-testid="announcer">
      {shown}
    </div>
  );
}

function textOf(moment: Moment, t: Translate): string {
  const { trace, beat } = moment;
  const sentence = beat ? sentenceOf(trace, beat, t) : null;
  const said = sentence ? `${sentence.title}. ${sentence.sentence}` : '';
  const overflow = isStopped(moment) ? sayOverflow(trace, t) : '';
  return `${said} ${overflow}`.trim();
}
