// After the update: what one entry is now, and what it becomes.

import type { ReactNode } from 'react';
import { formatPair } from '#base/format.ts';
import type { ParameterShape } from '#model/model.ts';
import { updatedId } from '#model/quantity-id.ts';
import type { Entry } from '#scene/contribution-bars.ts';
import type { WeightScene } from '#scene/weights-scene.ts';
import { useTranslate } from '#views/translate-context.tsx';

/** An entry's place, e.g. [2,1]; [2] in a bias. */
export function placeOf({ kind }: ParameterShape, { row, column }: Entry): string {
  return kind === 'bias' ? `[${row}]` : `[${row},${column}]`;
}

/** Stands where the shape stood, so that nothing moves when the update comes. */
export function WeightChange(props: { readonly scene: WeightScene }): ReactNode {
  const { scene } = props;
  const translate = useTranslate();
  const { change, parameter } = scene;
  if (!change) return null;
  const [before, after] = formatPair(change.before, change.after);
  return (
    <span className={`weight-change ${scene.updated}`} data-quantity={updatedId(parameter.name)}>
      <span className="unbroken">
        {`${placeOf(parameter, change)} ${translate('view.weight.now')} `}
        <del>{before}</del>
      </span>{' '}
      <span className="unbroken">
        {`→ ${translate('view.weight.new')} `}
        <ins>{after}</ins>
      </span>
    </span>
  );
}
