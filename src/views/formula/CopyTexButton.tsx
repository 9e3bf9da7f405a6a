// Copies the formula as LaTeX.

import type { ReactNode } from 'react';
import { copyTex, type Derivation } from '#formula/derivation.ts';
import { CopyButton } from '#views/controls/CopyButton.tsx';
import { useTranslate } from '#views/translate-context.tsx';

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
