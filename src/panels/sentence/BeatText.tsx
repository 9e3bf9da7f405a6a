// Title, sentence and remark of a beat, and where a run stopped.

import type { ReactNode } from 'react';
import type { Beat } from '#playback/beat.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { isStopped, type Moment } from '#ui/moment.ts';
import { useWriting } from '#ui/notation-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { sayOverflow } from '#words/say-overflow.ts';
import { sentenceOf } from '#words/sentence.ts';

export function BeatText(props: { readonly moment: Moment; readonly beat: Beat }): ReactNode {
  const t = useTranslate();
  const writing = useWriting();
  const { moment, beat } = props;
  const { title, sentence, detail } = sentenceOf(moment.trace, beat, t, writing);
  const overflow = isStopped(moment) ? sayOverflow(moment.trace, t, writing) : null;
  return (
    <>
      <h2 className="panel-title">
        <RichText text={title} />
      </h2>
      <p className="sentence-text">
        <RichText text={sentence} />
      </p>
      {detail !== undefined && (
        <p className="sentence-detail">
          <RichText text={detail} />
        </p>
      )}
      {overflow !== null && (
        <p className="sentence-text">
          <RichText text={overflow} />
        </p>
      )}
    </>
  );
}
