// The one live region of the page: says each beat to a screen reader, once the steps have come to rest.

import { type ReactNode, useEffect, useState } from 'react';
import { useMoment } from '#views/moment.ts';
import { useTranslate } from '#views/translate-context.tsx';
import { sentenceOf } from '#words/sentence.ts';

/** Shorter than it takes to notice, longer than the pause between two repeats of a held key. */
const restMs = 150;

export function Announcer(): ReactNode {
  const t = useTranslate();
  const moment = useMoment();
  const [said, setSaid] = useState('');
  const beat = moment?.beat ?? null;
  const sentence = moment && beat ? sentenceOf(moment.trace, beat, t) : null;
  const text = sentence ? `${sentence.title}. ${sentence.sentence}` : '';
  useEffect(() => {
    // Nothing is said about the picture the page opens on.
    if (text === '') return;
    const timer = setTimeout(() => setSaid(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="unseen" role="status" aria-live="polite" data-testid="announcer">
      {said}
    </div>
  );
}
