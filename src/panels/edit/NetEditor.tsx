// The net: cell, activation, number of hidden units, and the seed its weights are drawn from.

import { Dices } from 'lucide-react';
import type { ReactNode } from 'react';
import { cellOf, cells } from '#model/cells/all.ts';
import type { MapName } from '#model/declaration.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

const maxHidden = 8;

export function NetEditor(): ReactNode {
  const t = useTranslate();
  const actions = useStudioActions();
  const { model, initialization } = useStudio((s) => s.experiment);
  const activations = cellOf(model.cell).activations;
  return (
    <fieldset className="edit-group">
      <legend>{t('studio.edit.net')}</legend>
      <SelectField
        label={t('studio.edit.cell')}
        value={model.cell}
        options={cells.map(({ id }) => ({ value: id, text: id.toUpperCase() }))}
        onChange={actions.setCell}
      />
      {activations[0] !== undefined && (
        <SelectField<MapName>
          label={t('studio.edit.activation')}
          value={model.activation ?? activations[0]}
          options={activations.map((value) => ({ value, text: value }))}
          onChange={actions.setActivation}
        />
      )}
      <NumberField
        integer
        label={t('studio.edit.hidden')}
        value={model.hiddenSize}
        min={1}
        max={Math.max(maxHidden, model.hiddenSize)}
        onChange={actions.setHiddenSize}
      />
      <span className="edit-pair">
        <NumberField
          integer
          label={t('studio.edit.seed')}
          value={initialization?.seed ?? null}
          min={0}
          max={Number.MAX_SAFE_INTEGER}
          onChange={actions.setSeed}
        />
        <IconButton
          label={t('studio.edit.newSeed')}
          icon={Dices}
          onPress={() => actions.setSeed((initialization?.seed ?? 0) + 1)}
        />
      </span>
      {!initialization && <p className="edit-hint">{t('studio.edit.ownWeights')}</p>}
    </fieldset>
  );
}
