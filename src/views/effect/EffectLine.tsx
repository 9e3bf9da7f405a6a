// One line for what the newest edit has done: before → after. It keeps its room where there is none, so that nothing jumps.

import { type ReactNode, useMemo } from 'react';
import type { Writing } from '#formula/symbol.ts';
import type { FreshEdit, StudioState } from '#store/state.ts';
import type { Trace } from '#trace/trace.ts';
import { RichText } from '#views/controls/RichText.tsx';
import { useWriting } from '#views/notation-context.tsx';
import { useStudio } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { type Effect, effectsOf, type LookedAt } from '#words/say-effect.ts';
import type { Translate } from '#words/translate.ts';
import './effect.css';

/** What is read of the state to tell an edit's effect. */
export interface Told extends LookedAt {
  readonly freshEdit: FreshEdit | null;
  readonly trace: Trace | null;
}

export function toldOf({ freshEdit, trace, weight, beats, position }: StudioState): Told {
  return { freshEdit, trace, weight, step: beats[position]?.t ?? null };
}

/** null where no edit is fresh. */
export function freshEffects(
  told: Told,
  translate: Translate,
  writing: Writing,
): readonly Effect[] | null {
  const { freshEdit, trace } = told;
  if (freshEdit === null || trace === null) return null;
  return effectsOf(freshEdit.before, trace, told, translate, writing);
}

export function EffectLine(): ReactNode {
  const t = useTranslate();
  const writing = useWriting();
  const told = useStudio(toldOf);
  const effects = useMemo(() => freshEffects(told, t, writing), [told, t, writing]);
  const lead = told.freshEdit?.kind === 'taken back' ? 'effect.takenBack' : 'effect.edited';
  return (
    <section className="effect" aria-label={t('effect.title')}>
      {effects === null ? (
        <p className="effect-hint">{t('effect.hint')}</p>
      ) : (
        <p>
          <b>{t(lead)}</b>
          {effects.map((effect) => (
            <Part key={effect.of} effect={effect} />
          ))}
        </p>
      )}
    </section>
  );
}

/** Parts are kept whole, and parted where the line breaks. */
function Part({ effect }: { readonly effect: Effect }): ReactNode {
  const t = useTranslate();
  const { of, name, before, after } = effect;
  return (
    <>
      {' '}
      <span className="effect-part" data-of={of}>
        <RichText text={name} /> {before !== after && <del>{before}</del>}
        {before !== after && ' → '}
        <ins>{after}</ins>
        {before === after && ` ${t('effect.same')}`}
      </span>
    </>
  );
}
