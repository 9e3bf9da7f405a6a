// The target of one step: none, a class, or numbers, as the head wants it.

import type { ReactNode } from 'react';
import { legible } from '#base/legible.ts';
import type { Experiment, Target, Vector } from '#config/experiment.ts';
import { classOf } from '#config/inputs.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

interface TargetProps {
  readonly experiment: Experiment;
  /** From 1. */
  readonly step: number;
  readonly target: Target;
}

const none = 'none';
const maxFields = 4;

export function TargetField(props: TargetProps): ReactNode {
  const { head, outputSize } = props.experiment.model;
  const isClass = head === 'softmax' || (head === 'sigmoid' && outputSize === 1);
  return isClass ? <ClassField {...props} /> : <VectorField {...props} />;
}

function ClassField({ experiment, step, target }: TargetProps): ReactNode {
  const t = useTranslate();
  const { setTarget } = useStudioActions();
  const count = experiment.model.head === 'sigmoid' ? 2 : experiment.model.outputSize;
  const labels = experiment.data.labels;
  const classes = Array.from({ length: count }, (_, i) => ({
    value: String(i),
    text: labels?.length === count ? legible(labels[i] ?? String(i)) : String(i),
  }));
  return (
    <SelectField
      quiet
      label={t('studio.edit.targetAt', { step })}
      value={target === null ? none : String(classIndex(experiment, target))}
      options={[{ value: none, text: t('studio.edit.noTarget') }, ...classes]}
      onChange={(value) => setTarget(step, value === none ? null : Number(value))}
    />
  );
}

function classIndex(experiment: Experiment, target: Exclude<Target, null>): number {
  if (typeof target === 'object') return target[0] ?? 0;
  return classOf(experiment, target);
}

function VectorField({ experiment, step, target }: TargetProps): ReactNode {
  const t = useTranslate();
  const { setTarget } = useStudioActions();
  const size = experiment.model.outputSize;
  const zeros = Array.from({ length: size }, () => 0);
  const vector: Vector =
    typeof target === 'number' ? [target] : Array.isArray(target) ? target : zeros;
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          aria-label={t('studio.edit.lossAt', { step })}
          checked={target !== null}
          onChange={(event) => setTarget(step, event.target.checked ? zeros : null)}
        />
        {target === null && t('studio.edit.noTarget')}
      </label>
      {target !== null && size <= maxFields
        ? vector.map((value, i) => (
            <NumberField
              // biome-ignore lint/suspicious/noArrayIndexKey: an output is its place
              key={i}
              quiet
              label={t('studio.edit.targetUnitAt', { step, unit: i + 1 })}
              value={value}
              step={experiment.model.head === 'sigmoid' ? 1 : 0.1}
              {...(experiment.model.head === 'sigmoid' ? { min: 0, max: 1, integer: true } : {})}
              onChange={(next) => setTarget(step, vector.with(i, next))}
            />
          ))
        : target !== null && (
            <span className="edit-fixed">{t('studio.edit.numbers', { count: size })}</span>
          )}
    </>
  );
}
