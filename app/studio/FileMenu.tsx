// Open and save: experiments as files or pasted text, the trace of the run as JSON.

import { type ReactNode, Suspense, useState } from 'react';
import { type MenuChoice, PopoverMenu } from '#views/controls/PopoverMenu.tsx';
import { lazyView } from '#views/lazy-view.tsx';
import { useStudioStore } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { canDownload, download, fileName } from './download.ts';
import type { Saving } from './SaveDialog.tsx';

const OpenDialog = lazyView(
  () => import('./OpenDialog.tsx').then((m) => m.OpenDialog),
  ['dialogs', 'notices'],
);
const SaveDialog = lazyView(
  () => import('./SaveDialog.tsx').then((m) => m.SaveDialog),
  ['dialogs'],
);

export function FileMenu(): ReactNode {
  const t = useTranslate();
  const studio = useStudioStore();
  const [opening, setOpening] = useState(false);
  const [saving, setSaving] = useState<Saving | null>(null);
  const save = (file: Saving): void => {
    try {
      if (canDownload()) {
        download(file.name, file.text);
        return;
      }
    } catch {
      // Refused: the dialog offers the text instead.
    }
    setSaving(file);
  };
  // What writes files is fetched when a file is written.
  const saveExperiment = async (): Promise<void> => {
    const { experiment } = studio.getState();
    const { writeExperiment } = await import('#config/write-experiment.ts');
    save({
      name: fileName(experiment.title, 'experiment'),
      text: writeExperiment(experiment),
    });
  };
  const saveTrace = async (): Promise<void> => {
    const { trace } = studio.getState();
    if (trace === null) return;
    const { traceDocument } = await import('#trace/document.ts');
    save({
      name: fileName(trace.experiment.title, 'trace'),
      text: JSON.stringify(traceDocument(trace)),
    });
  };
  const choices: readonly MenuChoice[] = [
    { id: 'open', text: t('studio.file.open'), run: () => setOpening(true) },
    { id: 'experiment', text: t('studio.file.saveExperiment'), run: () => void saveExperiment() },
    { id: 'trace', text: t('studio.file.saveTrace'), run: () => void saveTrace() },
  ];
  return (
    <>
      <PopoverMenu label={t('ui.file')} face={t('ui.file')} choices={choices} />
      <Suspense>
        {opening && <OpenDialog onClose={() => setOpening(false)} />}
        {saving && <SaveDialog {...saving} onClose={() => setSaving(null)} />}
      </Suspense>
    </>
  );
}
