// A modal dialog, the browser's own: it opens when it is mounted and asks to be unmounted when it closes.

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslate } from '#ui/translate-context.tsx';
import { IconButton } from './IconButton.tsx';
import './controls.css';

export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const t = useTranslate();
  const title = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={title} onClose={props.onClose}>
      <header className="dialog-header">
        <h2 id={title}>{props.title}</h2>
        <IconButton label={t('ui.close')} icon={X} onPress={() => dialog.current?.close()} />
      </header>
      {props.children}
    </dialog>
  );
}
