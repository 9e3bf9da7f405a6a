// One line for what the newest edit has done. It keeps its room where there is none, so that nothing jumps.

import { type ReactNode, Suspense } from 'react';
import { lazyView } from '#ui/lazy-view.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import './effect.css';

const Effects = lazyView(() => import('./Effects.tsx').then((m) => m.Effects), ['beats']);

export function EffectLine(): ReactNode {
  const t = useTranslate();
  const isFresh = useStudio((s) => s.freshEdit !== null && s.trace !== null);
  return (
    <section className="effect" aria-label={t('effect.title')}>
      {isFresh ? (
        <Suspense>
          <Effects />
        </Suspense>
      ) : (
        <p className="effect-hint">{t('effect.hint')}</p>
      )}
    </section>
  );
}
