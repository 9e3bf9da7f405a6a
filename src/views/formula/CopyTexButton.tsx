// Copies the formula as LaTeX.

import type { ReactNode } from 'react';
import { CopyButton } from '#views/controls/CopyButton.tsx';
import { useTranslate } from '#views/translate-context.tsx';

export function CopyTexButton({ tex }: { readonly tex: string }): ReactNode {
  const t = useTranslate();
  return (
    <CopyButton label={t('ui.copyTex')} textLabel={t('studio.formula.tex')} text={() => tex} />
  );
}
