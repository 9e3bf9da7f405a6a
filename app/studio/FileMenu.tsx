// Open and save: experiments as files or pasted text, the trace of the run as JSON.

import { type ReactNode, Suspense, useState } from 'react';
import { type MenuChoice, PopoverMenu } from '#ui/controls/PopoverMenu.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import type { FileKind } from './download.ts';

const OpenDialog = lazyView(
  () => import('./OpenDialog.tsx').then((m) => m.OpenDialog),
  ['dialogs', 'notices'],
);
// What writes files comes with it.
const SaveDialog = lazyView(
  () => import('./SaveDialog.tsx').then((m) => m.SaveDialog),
  ['beats', 'dialogs'],
);

export function FileMenu(): ReactNode {
  const t = useTranslate();
  const [opening, setOpening] = useState(false);
  const [saving, setSaving] = useState<FileKind | null>(null);
  const choices: readonly MenuChoice[] = [
    { id: 'open', text: t('studio.file.open'), run: () => setOpening(true) },
    {
      id: 'experiment',
      text: t('studio.file.saveExperiment'),
      run: () => setSaving('experiment'),
    },
    { id: 'trace', text: t('studio.file.saveTrace'), run: () => setSaving('trace') },
  ];
  return (
    <>
      <PopoverMenu label={t('ui.file')} face={t('ui.file')} choices={choices} />
      <Suspense>
        {opening && <OpenDialog onClose={() => setOpening(false)} />}
        {saving && <SaveDialog key={saving} kind={saving} onClose={() => setSaving(null)} />}
      </Suspense>
    </>
  );
}
