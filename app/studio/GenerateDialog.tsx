// Makes a long run of any length: which task, how long, how wide, which cell, which seed.

import { type FormEvent, type ReactNode, useState } from 'react';
import { generatedId, generators } from '#config/generators/all.ts';
import { characters, fewestCharacters } from '#config/generators/characters.ts';
import { type GeneratorSettings, generatorLimits } from '#config/generators/generator.ts';
import { cells } from '#model/cells/all.ts';
import { beforeFirst } from '#playback/position.ts';
import { Dialog } from '#ui/controls/Dialog.tsx';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

/** The generators, and the text that the user types. */
const tasks = ['adding', 'copy', 'echo', 'sine', 'characters'] as const;

export function GenerateDialog(props: { readonly onClose: () => void }): ReactNode {
  const t = useTranslate();
  const { open } = useStudioActions();
  const present = useStudio((s) => s.experiment.model.cell);
  const [task, setTask] = useState<(typeof tasks)[number]>('adding');
  const [text, setText] = useState('');
  const [settings, setSettings] = useState<GeneratorSettings>({
    steps: 200,
    hiddenSize: 32,
    cell: present,
    seed: 1,
  });
  const change = (part: Partial<GeneratorSettings>): void => setSettings({ ...settings, ...part });
  const generator = generators.find(({ id }) => id === task);
  const tooShort = generator === undefined && [...text].length < fewestCharacters;
  const generate = (event: FormEvent): void => {
    event.preventDefault();
    if (tooShort) return;
    const experiment = generator ? generator.generate(settings) : characters(text, settings);
    const preset = generator ? generatedId(generator, settings) : null;
    open({ experiment, sequence: 1, preset, edited: false }, beforeFirst);
    props.onClose();
  };
  return (
    <Dialog title={t('studio.generate.title')} onClose={props.onClose}>
      <form className="dialog-form generate" onSubmit={generate}>
        <SelectField
          label={t('studio.generate.task')}
          value={task}
          options={tasks.map((value) => ({ value, text: t(`studio.generate.${value}`) }))}
          onChange={setTask}
        />
        <p className="dialog-text">{t(`studio.generate.${task}.what`)}</p>
        <div className="generate-fields">
          {generator ? (
            <NumberField
              integer
              label={t('studio.generate.steps')}
              value={settings.steps}
              min={generator.fewestSteps}
              max={generatorLimits.steps}
              step={10}
              onChange={(steps) => change({ steps })}
            />
          ) : (
            <TextToLearn text={text} onChange={setText} />
          )}
          <NetFields settings={settings} onChange={change} />
        </div>
        <p className="dialog-actions">
          <button type="submit" className="button button-strong" aria-disabled={tooShort}>
            {t('studio.generate.create')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

function NetFields(props: {
  readonly settings: GeneratorSettings;
  readonly onChange: (part: Partial<GeneratorSettings>) => void;
}): ReactNode {
  const t = useTranslate();
  const { settings, onChange: change } = props;
  return (
    <>
      <NumberField
        integer
        label={t('studio.generate.hidden')}
        value={settings.hiddenSize}
        min={1}
        max={generatorLimits.hiddenSize}
        onChange={(hiddenSize) => change({ hiddenSize })}
      />
      <SelectField
        label={t('studio.edit.cell')}
        value={settings.cell}
        options={cells.map(({ id }) => ({ value: id, text: id.toUpperCase() }))}
        onChange={(cell) => change({ cell })}
      />
      <NumberField
        integer
        label={t('studio.generate.seed')}
        value={settings.seed}
        min={0}
        max={generatorLimits.seed}
        onChange={(seed) => change({ seed })}
      />
    </>
  );
}

function TextToLearn(props: {
  readonly text: string;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const t = useTranslate();
  const count = [...props.text].length;
  const note =
    count < fewestCharacters
      ? t('studio.generate.text.short', { min: fewestCharacters })
      : t('studio.generate.text.steps', {
          steps: Math.min(count - 1, generatorLimits.steps),
          max: generatorLimits.steps,
        });
  return (
    <label className="stacked">
      <span>{t('studio.generate.text')}</span>
      <textarea
        rows={5}
        spellCheck={false}
        value={props.text}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <span>{note}</span>
    </label>
  );
}
