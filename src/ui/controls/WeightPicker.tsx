// Chooses whose gradient is taken apart: a shared parameter by name, and of it one entry, a row, or all of it.

import type { ReactNode } from 'react';
import { letterText } from '#model/letter.ts';
import { parameterOf } from '#model/model.ts';
import { parameterLetterOf } from '#model/notation.ts';
import type { WeightChoice } from '#store/state.ts';
import { type PathScope, pathScopes } from '#trace/derived/path-measure.ts';
import { usePresentMoment } from '#ui/moment.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { NumberField } from './NumberField.tsx';
import { SelectField } from './SelectField.tsx';

/** Which of row and column a scope leaves to be chosen. */
const placesOf: Readonly<Record<PathScope, readonly ('row' | 'column')[]>> = {
  entry: ['row', 'column'],
  row: ['row'],
  matrix: [],
};

export function WeightPicker(props: {
  readonly weight: WeightChoice;
  /** Absent: one entry, and nothing else to choose. */
  readonly scope?: PathScope;
  /** What else is chosen beside it. */
  readonly children?: ReactNode;
}): ReactNode {
  const t = useTranslate();
  const { model } = usePresentMoment().trace;
  const notation = useNotation();
  const { chooseWeight, setPathScope } = useStudioActions();
  const { weight, scope = 'entry' } = props;
  const { rows, columns } = parameterOf(model, weight.parameter);
  const sizes = { row: rows, column: columns };
  // A vector has one column, and no row to speak of beside its entries.
  const places = placesOf[scope].filter((place) => place === 'row' || columns > 1);
  const scopes = pathScopes.filter((value) => columns > 1 || value !== 'row');
  // With row vectors, a row of the file is a column of what is shown.
  const isTurned = notation.vectors === 'rows' && columns > 1;
  const shownName = (place: 'row' | 'column') =>
    isTurned ? (place === 'row' ? 'column' : 'row') : place;
  const ordered = isTurned ? places.toReversed() : places;
  const choose = (change: Partial<WeightChoice>): void => chooseWeight({ ...weight, ...change });
  return (
    <fieldset className="weight-picker">
      <legend className="unseen">{t('studio.paths.weight')}</legend>
      <SelectField
        quiet
        label={t('studio.paths.parameter')}
        value={weight.parameter}
        options={model.parameters.map(({ name }) => ({
          value: name,
          text: letterText(parameterLetterOf(notation, name)),
        }))}
        onChange={(parameter) => choose({ parameter, row: 1, column: 1 })}
      />
      {props.scope && (
        <SelectField
          quiet
          label={t('view.paths.scope')}
          value={scopes.includes(scope) ? scope : 'entry'}
          options={scopes.map((value) => ({
            value,
            text: t(
              value === 'row' && isTurned ? 'view.paths.scope.column' : `view.paths.scope.${value}`,
            ),
          }))}
          onChange={setPathScope}
        />
      )}
      {ordered.map((place) => (
        <NumberField
          key={place}
          integer
          label={t(`studio.paths.${shownName(place)}`)}
          value={weight[place]}
          min={1}
          max={sizes[place]}
          onChange={(next) => choose({ [place]: next })}
        />
      ))}
      {props.children}
    </fieldset>
  );
}
