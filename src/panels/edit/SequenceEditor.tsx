// The sequence on screen, step by step: its tokens or input vectors, its targets, its length.

import type { ReactNode } from 'react';
import { present } from '#base/exhaustive.ts';
import { legible } from '#base/legible.ts';
import type { Experiment, Sequence } from '#config/experiment.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { TargetField } from './TargetField.tsx';

const maxLength = 12;
/** Wider inputs are told by their width, not edited number by number. */
const maxFields = 6;

export function SequenceEditor(): ReactNode {
  const t = useTranslate();
  const { setLength } = useStudioActions();
  const { experiment, number } = useStudio((s) => ({
    experiment: s.experiment,
    number: s.sequence,
  }));
  const sequence = present(experiment.data.sequences[number - 1], `sequence ${number}`);
  const steps = sequence.targets.length;
  return (
    <fieldset className="edit-group">
      <legend>{t('studio.edit.sequence')}</legend>
      <NumberField
        integer
        label={t('studio.edit.length')}
        value={steps}
        min={1}
        max={Math.max(maxLength, steps)}
        onChange={setLength}
      />
      <table className="edit-steps">
        <thead>
          <tr>
            <th scope="col">t</th>
            <th scope="col">{t('studio.edit.input')}</th>
            <th scope="col">{t('studio.edit.target')}</th>
          </tr>
        </thead>
        <tbody>
          {sequence.targets.map((target, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            <tr key={i}>
              <th scope="row">{i + 1}</th>
              <td>
                <InputFields experiment={experiment} sequence={sequence} step={i + 1} />
              </td>
              <td>
                <TargetField experiment={experiment} step={i + 1} target={target} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

function InputFields(props: {
  readonly experiment: Experiment;
  readonly sequence: Sequence;
  readonly step: number;
}): ReactNode {
  const t = useTranslate();
  const { setToken, setInput } = useStudioActions();
  const { step, sequence } = props;
  const token = sequence.tokens?.[step - 1];
  const vocabulary = props.experiment.data.vocabulary;
  if (token !== undefined && vocabulary !== undefined) {
    return (
      <SelectField
        quiet
        label={t('studio.edit.tokenAt', { step })}
        value={token}
        options={vocabulary.map((value) => ({ value, text: legible(value) }))}
        onChange={(value) => setToken(step, value)}
      />
    );
  }
  const vector = sequence.inputs?.[step - 1] ?? [];
  if (vector.length > maxFields) {
    return <span className="edit-fixed">{t('studio.edit.numbers', { count: vector.length })}</span>;
  }
  return vector.map((value, i) => (
    <NumberField
      // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place
      key={i}
      quiet
      label={t('studio.edit.inputAt', { step, unit: i + 1 })}
      value={value}
      step={0.1}
      onChange={(next) => setInput(step, i + 1, next)}
    />
  ));
}
