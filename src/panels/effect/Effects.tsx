// Before → after, of all that an edit has changed and the reader looks at.

import { type ReactNode, useMemo } from 'react';
import { RichText } from '#ui/controls/RichText.tsx';
import { freshEffects, toldOf } from '#ui/effects-told.ts';
import { useWriting } from '#ui/notation-context.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import type { Effect } from '#words/say-effect.ts';

export function Effects(): ReactNode {
  const t = useTranslate();
  const writing = useWriting();
  const told = useStudio(toldOf);
  const effects = useMemo(() => freshEffects(told, t, writing), [told, t, writing]);
  const lead = told.freshEdit?.kind === 'taken back' ? 'effect.takenBack' : 'effect.edited';
  return (
    effects && (
      <p>
        <b>{t(lead)}</b>
        {effects.map((effect) => (
          <Part key={effect.of} effect={effect} />
        ))}
      </p>
    )
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
