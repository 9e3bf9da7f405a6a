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
  const row = { place: 'row', label: 'studio.paths.row', max: rows } as const;
  const column = { place: 'column', label: 'studio.paths.column', max: columns } as const;
  // A vector has one column.
  const places = columns > 1 ? [row, column] : [row];
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
      {places.map(({ place, label, max }) => (
        <NumberField
          key={place}
          integer
          label={t(label)}
          value={weight[place]}
          min={1}
          max={max}
          onChange={(next) => choose({ [place]: next })}
        />
      ))}
    </fieldset>
  );
}
