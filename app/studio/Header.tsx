// What is open, in one line, and everything that acts on it as a whole.

import { CircleHelp, Pencil, Redo2, Sigma, SunMoon, Undo2 } from 'lucide-react';
import { type ReactNode, type RefObject, Suspense, useState } from 'react';
import { legible } from '#base/legible.ts';
import { presets } from '#config/presets.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { PopoverMenu } from '#ui/controls/PopoverMenu.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import type { MessageId } from '#words/messages.ts';
import type { Translate } from '#words/translate.ts';
import { chooseTheme, presentTheme, type Theme, themes } from '../frame/theme.ts';
import { FileMenu } from './FileMenu.tsx';
import { netTitle, sequenceTitle } from './titles.ts';

export function Header(props: {
  readonly editing: boolean;
  /** Gets the focus back when the edit panel closes. */
  readonly editButton: RefObject<HTMLButtonElement | null>;
  readonly onEdit: () => void;
  readonly onHelp: () => void;
}): ReactNode {
  const t = useTranslate();
  const actions = useStudioActions();
  const { canUndo, canRedo } = useStudio((s) => ({ canUndo: s.canUndo, canRedo: s.canRedo }));
  return (
    <header className="studio-header">
      <h1 className="studio-name">{t('app.name')}</h1>
      <ExampleMenu />
      <SequenceMenu />
      <Purpose />
      <div className="studio-actions">
        <button
          ref={props.editButton}
          type="button"
          className="button"
          aria-expanded={props.editing}
          onClick={props.onEdit}
        >
          <Pencil aria-hidden="true" size={14} />
          {t('ui.edit')}
        </button>
        <IconButton label={t('ui.undo')} icon={Undo2} idle={!canUndo} onPress={actions.undo} />
        <IconButton label={t('ui.redo')} icon={Redo2} idle={!canRedo} onPress={actions.redo} />
        <FileMenu />
        <NotationButton />
        <ThemeMenu />
        <IconButton label={t('ui.help')} icon={CircleHelp} onPress={props.onHelp} />
      </div>
    </header>
  );
}

/** The catalogue's texts of a preset; undefined where it has none. */
const presetTexts: Readonly<Record<string, readonly [MessageId, MessageId]>> = {
  sentiment: ['studio.preset.sentiment', 'studio.preset.sentiment.what'],
  nlp: ['studio.preset.nlp', 'studio.preset.nlp.what'],
  'many-to-many': ['studio.preset.manyToMany', 'studio.preset.manyToMany.what'],
  tutorial: ['studio.preset.tutorial', 'studio.preset.tutorial.what'],
};

function presetName(id: string, t: Translate): string | null {
  const texts = presetTexts[id];
  return texts ? t(texts[0]) : null;
}

const GenerateDialog = lazyView(
  () => import('./GenerateDialog.tsx').then((m) => m.GenerateDialog),
  ['dialogs'],
);

function ExampleMenu(): ReactNode {
  const t = useTranslate();
  const { loadPreset } = useStudioActions();
  const { preset, edited, title } = useStudio((s) => ({
    preset: s.preset,
    edited: s.edited,
    title: s.experiment.title,
  }));
  const [generating, setGenerating] = useState(false);
  // A file and a generated run go by their own titles.
  const name = (preset === null ? null : presetName(preset, t)) ?? legible(title);
  const examples = presets.map(({ id }) => {
    const texts = presetTexts[id];
    return {
      id,
      text: presetName(id, t) ?? id,
      description: texts && t(texts[1]),
      current: id === preset,
      run: () => loadPreset(id),
    };
  });
  const generate = {
    id: 'generate',
    text: t('studio.generate'),
    description: t('studio.generate.menu'),
    run: () => setGenerating(true),
  };
  return (
    <>
      <PopoverMenu
        label={t('ui.example')}
        face={
          <span className="studio-example">{edited ? t('studio.edited', { name }) : name}</span>
        }
        choices={[...examples, generate]}
      />
      <Suspense>{generating && <GenerateDialog onClose={() => setGenerating(false)} />}</Suspense>
    </>
  );
}

function SequenceMenu(): ReactNode {
  const t = useTranslate();
  const { chooseSequence } = useStudioActions();
  // Not the whole experiment: a weight that is changed changes no name.
  const { model, data, sequence } = useStudio((s) => ({
    model: s.experiment.model,
    data: s.experiment.data,
    sequence: s.sequence,
  }));
  return (
    <SelectField
      quiet
      label={t('ui.sequence')}
      value={String(sequence)}
      options={data.sequences.map((_, i) => ({
        value: String(i + 1),
        text: sequenceTitle({ model, data }, i + 1, t),
      }))}
      onChange={(value) => chooseSequence(Number(value))}
    />
  );
}

/** What this page is, in one line; the net that is open, to who points at it. */
function Purpose(): ReactNode {
  const t = useTranslate();
  const model = useStudio((s) => s.experiment.model);
  return (
    <p className="studio-net" title={netTitle(model, t)}>
      {t('studio.purpose')}
    </p>
  );
}

const NotationDialog = lazyView(
  () => import('./NotationDialog.tsx').then((m) => m.NotationDialog),
  ['beats', 'dialogs', 'notices'],
);

function NotationButton(): ReactNode {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label={t('ui.notation')} icon={Sigma} onPress={() => setOpen(true)} />
      <Suspense>{open && <NotationDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

function ThemeMenu(): ReactNode {
  const t = useTranslate();
  const [theme, setTheme] = useState<Theme>(presentTheme);
  const choose = (next: Theme): void => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <PopoverMenu
      label={t('ui.theme')}
      face={<SunMoon aria-hidden="true" size={18} />}
      choices={themes.map((id) => ({
        id,
        text: t(`studio.theme.${id}`),
        current: id === theme,
        run: () => choose(id),
      }))}
    />
  );
}
