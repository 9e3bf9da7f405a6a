// Copies a text; where the clipboard is closed to the page, shows it to be copied by hand.

import { Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslate } from '#ui/translate-context.tsx';
import { Dialog } from './Dialog.tsx';
import './controls.css';

const thanksMs = 1500;
/** The same element each time: what stands beside it changes with every edit, and this does not. */
const icon = <Copy aria-hidden="true" size={13} />;

export function CopyButton(props: {
  readonly label: string;
  /** Names the text where it is shown. */
  readonly textLabel: string;
  /** Made when it is asked for. */
  readonly text: () => string;
}): ReactNode {
  const t = useTranslate();
  const { label, textLabel, text } = props;
  const [state, setState] = useState<'idle' | 'copied' | { readonly byHand: string }>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), thanksMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => {
    const copied = text();
    try {
      await navigator.clipboard.writeText(copied);
      setState('copied');
    } catch {
      setState({ byHand: copied });
    }
  };
  return (
    <>
      <button type="button" className="link-button" onClick={() => void copy()}>
        {icon}
        <span>{state === 'copied' ? t('ui.copied') : label}</span>
      </button>
      <span role="status" className="unseen">
        {state === 'copied' && t('ui.copied')}
      </span>
      {typeof state === 'object' && (
        <Dialog title={label} onClose={() => setState('idle')}>
          <textarea
            readOnly
            rows={10}
            spellCheck={false}
            aria-label={textLabel}
            value={state.byHand}
            onFocus={(event) => event.target.select()}
          />
        </Dialog>
      )}
    </>
  );
}
