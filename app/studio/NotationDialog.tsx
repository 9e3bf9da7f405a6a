// The letters of formulas and labels: a textbook's, with the net's own lines in each, or one's own.

import { type ReactNode, useState } from 'react';
import { collisionIn, namesOf, notationFor, notations } from '#model/notations.ts';
import { NotationPreview } from '#panels/formula/NotationPreview.tsx';
import { Dialog } from '#ui/controls/Dialog.tsx';
import { useNotation } from '#ui/notation-context.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { isMessageId } from '#words/messages.ts';
import { OwnLetters } from './OwnLetters.tsx';
import './notation-dialog.css';

export function NotationDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useTranslate();
  const { setNotation } = useStudioActions();
  const trace = useStudio((s) => s.trace);
  const present = useNotation();
  const [writing, setWriting] = useState(present.id === 'own');
  if (trace === null) return null;
  const { model } = trace;
  const text = (id: string): string => (isMessageId(id) ? t(id) : id);
  const usable = notations.filter(
    ({ id }) => collisionIn(id, model.cell.id, namesOf(model)) === null,
  );
  return (
    <Dialog title={t('notation.title')} onClose={onClose}>
      <p className="dialog-text">{t('notation.what')}</p>
      <ul className="notation-list">
        {usable.map(({ id }) => (
          <li key={id}>
            <button
              type="button"
              className="notation-choice"
              aria-pressed={id === present.id}
              onClick={() => {
                setWriting(false);
                setNotation(id);
              }}
            >
              <b>{text(`notation.${id}`)}</b> <span>{text(`notation.${id}.what`)}</span>
            </button>
            <NotationPreview trace={trace} notation={notationFor(id, model.cell.id)} />
          </li>
        ))}
      </ul>
      <p className="dialog-actions">
        <button
          type="button"
          className="button"
          aria-expanded={writing}
          onClick={() => setWriting(!writing)}
        >
          {t('notation.own')}
        </button>
      </p>
      {writing && <OwnLetters trace={trace} from={present} />}
    </Dialog>
  );
}
