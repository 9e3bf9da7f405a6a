// Chooses one entry of a shared parameter: by name, row and column.

import type { ReactNode } from 'react';
import { parameterOf } from '#model/model.ts';
import type { WeightChoice } from '#store/state.ts';
import { NumberField } from '#views/controls/NumberField.tsx';
import { SelectField } from '#views/controls/SelectField.tsx';
import { usePresentMoment } from '#views/moment.ts';
import { useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';

export function WeightPicker(props: { readonly weight: WeightChoice }): ReactNode {
  const t = useTranslate();
  const { model } = usePresentMoment().trace;
  const { chooseWeight } = useStudioActions();
  const { weight } = props;
  const { rows, columns } = parameterOf(model, weight.parameter);
  const choose = (change: Partial<WeightChoice>): void => chooseWeight({ ...weight, ...change });
  return (
    <fieldset className="weight-picker">
      <legend className="unseen">{t('studio.paths.weight')}</legend>
      <SelectField
        quiet
        label={t('studio.paths.parameter')}
        value={weight.parameter}
        options={model.parameters.map(({ name }) => ({ value: name, text: name }))}
        onChange={(parameter) => choose({ parameter, row: 1, column: 1 })}
      />
      <NumberField
        integer
        label={t('studio.paths.row')}
        value={weight.row}
        min={1}
        max={rows}
        onChange={(row) => choose({ row })}
      />
      {columns > 1 && (
        <NumberField
          integer
          label={t('studio.paths.column')}
          value={weight.column}
          min={1}
          max={columns}
          onChange={(column) => choose({ column })}
        />
      )}
    </fieldset>
  );
}
