// The update: optimizer, learning rate, clipping.

import type { ReactNode } from 'react';
import { optimizerOf, optimizers } from '#model/optimizers/all.ts';
import { NumberField } from '#views/controls/NumberField.tsx';
import { SelectField } from '#views/controls/SelectField.tsx';
import { useStudio, useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';

const clips = ['none', 'norm', 'value'] as const;
const names: Readonly<Record<string, string>> = {
  sgd: 'SGD',
  adam: 'Adam',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
};

export function TrainingEditor(): ReactNode {
  const t = useTranslate();
  const { setTraining } = useStudioActions();
  const { optimizer, clip } = useStudio((s) => s.experiment.training);
  const chooseOptimizer = (kind: string): void => {
    const defaults = optimizerOf(kind).settings.map((s) => [s.name, s.default] as const);
    const { learningRate } = optimizer;
    setTraining({ optimizer: { ...Object.fromEntries(defaults), kind, learningRate } });
  };
  return (
    <fieldset className="edit-group">
      <legend>{t('studio.edit.training')}</legend>
      <SelectField
        label={t('studio.edit.optimizer')}
        value={optimizer.kind}
        options={optimizers.map(({ id }) => ({ value: id, text: names[id] ?? id }))}
        onChange={chooseOptimizer}
      />
      <NumberField
        label={t('studio.edit.learningRate')}
        value={optimizer.learningRate}
        min={0}
        step={optimizer.learningRate >= 0.1 ? 0.01 : 0.001}
        onChange={(learningRate) => setTraining({ optimizer: { ...optimizer, learningRate } })}
      />
      <SelectField
        label={t('studio.edit.clip')}
        value={clip?.kind ?? 'none'}
        options={clips.map((value) => ({ value, text: t(`studio.edit.clip.${value}`) }))}
        onChange={(kind) =>
          setTraining({ clip: kind === 'none' ? null : { kind, max: clip?.max ?? 1 } })
        }
      />
      {clip && (
        <NumberField
          label={t('studio.edit.clipMax')}
          value={clip.max}
          min={1e-6}
          step={0.1}
          onChange={(max) => setTraining({ clip: { ...clip, max } })}
        />
      )}
    </fieldset>
  );
}
