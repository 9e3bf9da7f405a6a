// What a screen reader hears of each beat, each change of depth and each edit, once the steps rest.

import { useEffect, useRef } from 'react';
import type { Writing } from '#expression/symbol.ts';
import { columnOf } from '#store/focus.ts';
import type { FocusState } from '#store/state.ts';
import { freshEffects, type Told, toldOf } from '#ui/effects-told.ts';
import { isStopped, type Moment, useMoment } from '#ui/moment.ts';
import { usePlainWriting } from '#ui/notation-context.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { sayEffects } from '#words/say-effect.ts';
import { sayOverflow } from '#words/say-overflow.ts';
import { sentenceOf } from '#words/sentence.ts';
import type { Translate } from '#words/translate.ts';

/** Shorter than it takes to notice, longer than the pause between two repeats of a held key. */
const restMs = 150;

/** Draws nothing: what there is to hear goes to `onSay`. `opened`: the picture that the page opened on, which is not told. */
export function Said(props: {
  readonly opened: Shown;
  readonly onSay: (text: string) => void;
}): null {
  const { opened, onSay } = props;
  const t = useTranslate();
  const writing = usePlainWriting();
  const moment = useMoment();
  const picture = useStudio((s) => ({ depth: s.depth, column: s.column }));
  const told = useStudio(toldOf);
  const said = useRef({ picture: opened, text: '', effect: '' });
  useEffect(() => {
    if (moment === null) return;
    const timer = setTimeout(() => {
      const news = {
        picture: pictureText(said.current.picture, picture, moment, t),
        text: textOf(moment, t, writing),
        effect: effectText(told, t, writing),
      };
      // Who edits asks what the edit does; the sentence of the beat is known.
      const isEdit = news.effect !== '' && news.effect !== said.current.effect;
      const main = isEdit ? news.effect : news.text === said.current.text ? '' : news.text;
      // Nothing is said twice.
      const text = [news.picture, main].join(' ').trim();
      said.current = { picture, text: news.text, effect: news.effect };
      if (text !== '') onSay(text);
    }, restMs);
    return () => clearTimeout(timer);
  }, [moment, picture, told, t, writing, onSay]);
  return null;
}

export type Shown = Pick<FocusState, 'depth' | 'column'>;

/** What the picture shows now, where its depth, or the column that was chosen, has changed. */
function pictureText(before: Shown, now: Shown, { trace, beat }: Moment, t: Translate): string {
  const same = now.depth === before.depth && (now.column === before.column || now.column === null);
  return same ? '' : t(`view.depth.shown.${now.depth}`, { t: columnOf(now, beat, trace) });
}

/** What the newest edit has done, once all of it is computed. */
function effectText(told: Told, t: Translate, writing: Writing): string {
  const effects = told.trace?.progress.complete ? freshEffects(told, t, writing) : null;
  return effects && told.freshEdit ? sayEffects(told.freshEdit.kind, effects, t) : '';
}

function textOf(moment: Moment, t: Translate, writing: Writing): string {
  const { trace, beat } = moment;
  const sentence = beat ? sentenceOf(trace, beat, t, writing) : null;
  const said = sentence ? `${sentence.title}. ${sentence.sentence}` : '';
  const overflow = isStopped(moment) ? sayOverflow(trace, t, writing) : '';
  return `${said} ${overflow}`.trim();
}
