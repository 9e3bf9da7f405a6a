// After the update: what one entry was and what it is now.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { updatedId } from '#model/quantity-id.ts';
import type { WeightScene } from '#scene/weights-scene.ts';

/** Its line is always there, so that nothing moves when the update comes. */
export function WeightChange(props: {
  readonly scene: WeightScene;
  readonly name: string;
}): ReactNode {
  const { scene, name } = props;
  const { change, parameter } = scene;
  if (!change) return null;
  const place = parameter.kind === 'bias' ? `${change.row}` : `${change.row},${change.column}`;
  return (
    <p className={`weight-change ${scene.updated}`} data-quantity={updatedId(parameter.name)}>
      {`${name}[${place}] `}
      <del>{formatNumber(change.before)}</del> → <ins>{formatNumber(change.after)}</ins>
    </p>
  );
}
