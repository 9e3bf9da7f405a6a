// The one live region of the page: says each beat to a screen reader, once the steps have come to rest.

import { type ReactNode, useEffect, useState } from 'react';
import { isStopped, useMoment } from '#views/moment.ts';
import { useTranslate } from '#views/translate-context.tsx';
import { sayOverflow } from '#words/say-overflow.ts';
import { sentenceOf } from '#words/sentence.ts';

/** Shorter than it takes to notice, longer than the pause between two repeats of a held key. */
const restMs = 150;

export function Announcer(): ReactNode {
  const t = useTranslate();
  const moment = useMoment();
  const [shown, setShown] = useState('');
  const beat = moment?.beat ?? null;
  const sentence = moment && beat ? sentenceOf(moment.trace, beat, t) : null;
  const overflow = moment && isStopped(moment) ? sayOverflow(moment.trace, t) : null;
  const said = sentence ? `${sentence.title}. ${sentence.sentence}` : '';
  const text = [said, overflow ?? ''].join(' ').trim();
  useEffect(() => {
    // Nothing is said about the picture the page opens on.
    if (text === '') return;
    const timer = setTimeout(() => setShown(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="unseen" role="status" aria-live="polite" data-testid="announcer">
      {shown}
    </div>
  );
}
