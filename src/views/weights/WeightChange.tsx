// After the update: what one entry was and what it is now.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { updatedId } from '#model/quantity-id.ts';
import type { WeightScene } from '#scene/weights-scene.ts';

/** Stands where the shape stood, so that nothing moves when the update comes. */
export function WeightChange(props: { readonly scene: WeightScene }): ReactNode {
  const { scene } = props;
  const { change, parameter } = scene;
  if (!change) return null;
  const place = parameter.kind === 'bias' ? `${change.row}` : `${change.row},${change.column}`;
  return (
    <span className={`weight-change ${scene.updated}`} data-quantity={updatedId(parameter.name)}>
      {`[${place}] `}
      <del>{formatNumber(change.before)}</del> → <ins>{formatNumber(change.after)}</ins>
    </span>
  );
}
