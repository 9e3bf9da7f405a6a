// Everything about the experiment that simple controls can change; each change applies at once.

import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { NetEditor } from './NetEditor.tsx';
import { SequenceEditor } from './SequenceEditor.tsx';
import { TrainingEditor } from './TrainingEditor.tsx';
import './edit.css';

export function EditPanel(props: { readonly onClose: () => void }): ReactNode {
  const t = useTranslate();
  const title = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // Opened by a button elsewhere: the keyboard goes on here, and the panel comes into sight.
  useEffect(() => heading.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // One thing at a time: the tour stays open.
    event.stopPropagation();
    props.onClose();
  };
  return (
    <section className="edit" aria-labelledby={title} onKeyDown={onKeyDown}>
      <header className="edit-header">
        <h2 ref={heading} id={title} tabIndex={-1}>
          {t('studio.edit.title')}
        </h2>
        <IconButton label={t('studio.edit.close')} icon={X} onPress={props.onClose} />
      </header>
      <SequenceEditor />
      <NetEditor />
      <TrainingEditor />
      <p className="edit-hint">{t('studio.edit.weights')}</p>
    </section>
  );
}
