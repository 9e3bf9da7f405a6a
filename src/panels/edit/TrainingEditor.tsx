// The update: optimizer, learning rate, clipping.

import type { ReactNode } from 'react';
import { optimizers } from '#model/optimizers/all.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { OptimizerSettings } from './OptimizerSettings.tsx';

const clips = ['none', 'norm', 'value'] as const;

export function TrainingEditor(): ReactNode {
  const t = useTranslate();
  const { setTraining, forgetUpdates } = useStudioActions();
  const { optimizer, optimizerState, clip } = useStudio((s) => s.experiment.training);
  // Its settings begin with their defaults.
  const chooseOptimizer = (kind: string): void =>
    setTraining({ optimizer: { kind, learningRate: optimizer.learningRate } });
  return (
    <fieldset className="edit-group">
      <legend>{t('studio.edit.training')}</legend>
      <SelectField
        label={t('studio.edit.optimizer')}
        value={optimizer.kind}
        options={optimizers.map(({ id, title }) => ({ value: id, text: title }))}
        onChange={chooseOptimizer}
      />
      <NumberField
        label={t('studio.edit.learningRate')}
        value={optimizer.learningRate}
        min={0}
        step={optimizer.learningRate >= 0.1 ? 0.01 : 0.001}
        onChange={(learningRate) => setTraining({ optimizer: { ...optimizer, learningRate } })}
      />
      <OptimizerSettings />
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
      {optimizerState && (
        <p className="edit-hint">
          {t('studio.edit.remembers', { count: optimizerState.updates })}{' '}
          <button type="button" className="link-button" onClick={forgetUpdates}>
            {t('studio.edit.forget')}
          </button>
        </p>
      )}
    </fieldset>
  );
}
