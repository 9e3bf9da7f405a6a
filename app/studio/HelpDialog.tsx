// Help: the keys, from the table that binds them; the signs and letters of the formulas and the words of the field, from
// where the page says them.

import { type ReactNode, useMemo } from 'react';
import { Dialog } from '#ui/controls/Dialog.tsx';
import { RichText } from '#ui/controls/RichText.tsx';
import { useWriting } from '#ui/notation-context.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { letterMeanings, signMeanings } from '#words/glossary.ts';
import type { MessageId } from '#words/messages.ts';
import { termMeanings } from '#words/terms.ts';
import { shortcuts, shownKeys } from '../frame/shortcuts.ts';

/** What stands beside the page; each opens in a tab of its own. */
const pages = [
  ['./docs/subject.html', 'studio.help.subject'],
  ['./docs/formats.html', 'studio.help.formats'],
  ['./docs/decisions.html', 'studio.help.decisions'],
  ['./licences.txt', 'studio.help.licences'],
] as const satisfies readonly (readonly [string, MessageId])[];

export function HelpDialog(props: {
  readonly characterKeys: boolean;
  readonly onCharacterKeys: (on: boolean) => void;
  readonly onTour: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTranslate();
  const trace = useStudio((s) => s.trace);
  const writing = useWriting();
  const words = useMemo(() => termMeanings(t).map((term) => ({ sign: '', ...term })), [t]);
  const signs = useMemo(() => signMeanings(t), [t]);
  const letters = useMemo(
    () => (trace === null ? [] : letterMeanings(trace, t, writing)),
    [trace, t, writing],
  );
  return (
    <Dialog title={t('studio.help.title')} onClose={props.onClose}>
      <p className="dialog-actions help-tour">
        <button type="button" className="button" onClick={props.onTour}>
          {t('studio.help.tour')}
        </button>
      </p>
      <h3>{t('studio.help.keys')}</h3>
      <Keys />
      <p className="dialog-text">{t('studio.help.graph')}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={props.characterKeys}
          onChange={(event) => props.onCharacterKeys(event.target.checked)}
        />
        {t('studio.help.characterKeys')}
      </label>
      <Glossary title={t('studio.help.terms')} entries={words} />
      <Glossary title={t('studio.help.signs')} entries={signs}>
        <p className="dialog-text">{t('studio.help.symbols')}</p>
      </Glossary>
      <Glossary title={t('studio.help.letters')} entries={letters} />
      <ul className="dialog-text help-pages">
        {pages.map(([address, message]) => (
          <li key={address}>
            <a href={address} target="_blank" rel="noopener">
              {t(message)}
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Keys(): ReactNode {
  const t = useTranslate();
  const rows = useMemo(() => {
    const keys = new Map<MessageId, readonly string[]>();
    for (const shortcut of shortcuts) {
      keys.set(shortcut.message, [...(keys.get(shortcut.message) ?? []), ...shownKeys(shortcut)]);
    }
    return [...keys];
  }, []);
  return (
    <table className="keys">
      <caption className="unseen">{t('studio.help.keys')}</caption>
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
  );
}

interface Entry {
  readonly sign: string;
  readonly name: string;
  readonly what: string;
}

function Glossary(props: {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <section className="glossary" aria-label={props.title}>
      <h3>{props.title}</h3>
      {props.children}
      <dl>
        {props.entries.map(({ sign, name, what }) => (
          <div key={`${sign} ${name}`}>
            <dt>
              {sign !== '' && (
                <strong>
                  <RichText text={sign} />
                </strong>
              )}{' '}
              {name}
            </dt>
            <dd>
              <RichText text={what} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
