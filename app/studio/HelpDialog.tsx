// What the keys do, from the same table that binds them.

import { type ReactNode, useMemo } from 'react';
import { Dialog } from '#views/controls/Dialog.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import type { MessageId } from '#words/messages.ts';
import { shortcuts, shownKeys } from './shortcuts.ts';

export function HelpDialog(props: {
  readonly characterKeys: boolean;
  readonly onCharacterKeys: (on: boolean) => void;
  readonly onTour: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTranslate();
  const rows = useMemo(() => {
    const keys = new Map<MessageId, readonly string[]>();
    for (const shortcut of shortcuts) {
      keys.set(shortcut.message, [...(keys.get(shortcut.message) ?? []), ...shownKeys(shortcut)]);
    }
    return [...keys];
  }, []);
  return (
    <Dialog title={t('studio.help.title')} onClose={props.onClose}>
      <table className="keys">
        <tbody>
          {rows.map(([message, keys]) => (
            <tr key={message}>
              <th scope="row">{t(message)}</th>
              <td>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dialog-text">{t('studio.help.graph')}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={props.characterKeys}
          onChange={(event) => props.onCharacterKeys(event.target.checked)}
        />
        {t('studio.help.characterKeys')}
      </label>
      <p className="dialog-text">
        <a href="./licences.txt" target="_blank" rel="noopener">
          {t('studio.help.licences')}
        </a>
      </p>
      <p className="dialog-actions">
        <button type="button" className="button" onClick={props.onTour}>
          {t('studio.help.tour')}
        </button>
      </p>
    </Dialog>
  );
}
