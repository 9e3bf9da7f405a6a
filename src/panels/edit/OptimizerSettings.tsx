// The numbers of the chosen optimizer, one field for each that its declaration has.

import type { ReactNode } from 'react';
import { chosenOptimizer } from '#config/optimizer-state.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { settingName } from './optimizer-names.words.ts';

export function OptimizerSettings(): ReactNode {
  const t = useTranslate();
  const { setTraining } = useStudioActions();
  const given = useStudio((s) => s.experiment.training.optimizer);
  const { optimizer, settings } = chosenOptimizer({ optimizer: given });
  return optimizer.settings.map((setting) => (
    <NumberField
      key={setting.name}
      label={settingName(setting, t)}
      value={settings[setting.name] ?? setting.default}
      min={setting.min}
      below={setting.below}
      step={setting.step}
      onChange={(value) => setTraining({ optimizer: { ...given, [setting.name]: value } })}
    />
  ));
}
