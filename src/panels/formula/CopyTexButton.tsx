// Copies the formula as LaTeX.

import type { ReactNode } from 'react';
import { copyTex, type Derivation } from '#expression/derivation.ts';
import { CopyButton } from '#ui/controls/CopyButton.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

export function CopyTexButton({ derivation }: { readonly derivation: Derivation }): ReactNode {
  const t = useTranslate();
  return (
    <CopyButton
      label={t('ui.copyTex')}
      textLabel={t('studio.formula.tex')}
      text={() => copyTex(derivation)}
    />
  );
}
