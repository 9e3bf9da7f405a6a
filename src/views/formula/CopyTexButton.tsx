// Copies the formula as LaTeX; where the clipboard is closed to the page, shows the text to be copied by hand.

import { Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Dialog } from '#views/controls/Dialog.tsx';
import { useTranslate } from '#views/translate-context.tsx';

const thanksMs = 1500;
/** The same element each time: the formula changes with every edit, and this does not. */
const icon = <Copy aria-hidden="true" size={13} />;

export function CopyTexButton({ tex }: { readonly tex: string }): ReactNode {
  const t = useTranslate();
  const [state, setState] = useState<'idle' | 'copied' | 'by hand'>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), thanksMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(tex);
      setState('copied');
    } catch {
      setState('by hand');
    }
  };
  return (
    <>
      <button type="button" className="link-button" onClick={() => void copy()}>
        {icon}
        <span role="status">{state === 'copied' ? t('ui.copied') : t('ui.copyTex')}</span>
      </button>
      {state === 'by hand' && (
        <Dialog title={t('ui.copyTex')} onClose={() => setState('idle')}>
          <textarea
            readOnly
            rows={10}
            spellCheck={false}
            aria-label={t('studio.formula.tex')}
            value={tex}
            onFocus={(event) => event.target.select()}
          />
        </Dialog>
      )}
    </>
  );
}
