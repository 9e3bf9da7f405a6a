// The text of a file to take along where the browser cannot save it: to download, to copy, or to select.

import { type ReactNode, useRef, useState } from 'react';
import { Dialog } from '#views/controls/Dialog.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { download } from './download.ts';

export interface Saving {
  readonly name: string;
  readonly text: string;
}

export function SaveDialog(props: Saving & { readonly onClose: () => void }): ReactNode {
  const t = useTranslate();
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    area.current?.select();
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(true);
    } catch {
      // No leave to write to the clipboard: the text is selected, and the usual keys copy it.
    }
  };
  return (
    <Dialog title={t('studio.save.title', { name: props.name })} onClose={props.onClose}>
      <p className="dialog-text">{t('studio.save.text')}</p>
      <textarea
        ref={area}
        className="save-text"
        rows={12}
        readOnly
        spellCheck={false}
        aria-label={props.name}
        value={props.text}
      />
      <p className="dialog-actions">
        <button type="button" className="button" onClick={() => void copy()}>
          {copied ? t('ui.copied') : t('studio.save.copy')}
        </button>
        <button
          type="button"
          className="button button-strong"
          onClick={() => download(props.name, props.text)}
        >
          {t('studio.save.download')}
        </button>
      </p>
    </Dialog>
  );
}
