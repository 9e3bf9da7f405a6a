// The one live region of the page: says each beat and each change of depth to a screen reader, once the steps rest.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { columnOf } from '#store/focus.ts';
import { isStopped, type Moment, useMoment } from '#views/moment.ts';
import { useStudio } from '#views/studio-context.tsx';
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
  const depth = useDepthText();
  useEffect(() => {
    if (depth !== null) setShown(depth);
  }, [depth]);
  return (
    <div className="unseen" role="status" aria-live="polite" data-testid="announcer">
      {shown}
    </div>
  );
}

/** What the picture shows now; null until its depth has changed. */
function useDepthText(): string | null {
  const t = useTranslate();
  const shown = useStudio((s) => ({
    depth: s.depth,
    column: s.trace && columnOf(s, s.beats[s.position] ?? null, s.trace),
  }));
  const { depth, column } = shown;
  const first = useRef(depth);
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    if (depth === first.current) return;
    first.current = depth;
    setText(t(`view.depth.shown.${depth}`, { t: column ?? 1 }));
  }, [depth, column, t]);
  return text;
}

function textOf(moment: Moment, t: Translate): string {
  const { trace, beat } = moment;
  const sentence = beat ? sentenceOf(trace, beat, t) : null;
  const said = sentence ? `${sentence.title}. ${sentence.sentence}` : '';
  const overflow = isStopped(moment) ? sayOverflow(trace, t) : '';
  return `${said} ${overflow}`.trim();
}
