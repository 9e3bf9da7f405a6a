// Opens an experiment from a file or from pasted text; a faulty one is explained and changes nothing.

import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Fault, Result } from '#base/result.ts';
import type { Experiment } from '#config/experiment.ts';
import { readExperiment } from '#config/parse-experiment.ts';
import { Dialog } from '#ui/controls/Dialog.tsx';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { describeFault } from '#words/describe-fault.ts';
import { readFile } from './read-file.ts';

export function OpenDialog(props: { readonly onClose: () => void }): ReactNode {
  const t = useTranslate();
  const error = useId();
  const { loadExperiment } = useStudioActions();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const open = (result: Result<Experiment>): void => {
    if (result.ok) {
      loadExperiment(result.value);
      props.onClose();
    } else setFault(result.fault);
  };
  const openFile = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    open(await readFile(file));
  };
  const openText = (event: FormEvent): void => {
    event.preventDefault();
    open(readExperiment(text));
  };
  return (
    <Dialog title={t('studio.open.title')} onClose={props.onClose}>
      <form className="dialog-form" onSubmit={openText}>
        <label className="stacked">
          <span>{t('studio.open.file')}</span>
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => void openFile(event.target.files?.[0])}
          />
        </label>
        <label className="stacked">
          <span>{t('studio.open.paste')}</span>
          <textarea
            rows={8}
            spellCheck={false}
            value={text}
            aria-invalid={fault !== null}
            aria-describedby={error}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <div id={error} role="alert" className="dialog-fault">
          {fault && <p>{describeFault(fault, t)}</p>}
          {fault && <p>{t('studio.open.kept')}</p>}
        </div>
        <p className="dialog-actions">
          <button type="submit" className="button button-strong">
            {t('studio.open.pasted')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
