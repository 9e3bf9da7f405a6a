// After the update: what one entry is now, and what it becomes.

import type { ReactNode } from 'react';
import { formatPair } from '#base/format.ts';
import type { ParameterShape } from '#model/model.ts';
import type { Notation } from '#model/notation.ts';
import { updatedId } from '#model/quantity-id.ts';
import { shownEntry } from '#model/shown-matrix.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import type { Entry } from './contribution-bars.scene.ts';
import type { WeightScene } from './weights.scene.ts';

/** An entry's place, e.g. [2,1]; [2] in a bias. */
export function placeOf(
  notation: Pick<Notation, 'vectors'>,
  { kind }: ParameterShape,
  entry: Entry,
): string {
  if (kind === 'bias') return `[${entry.row}]`;
  const { row, column } = shownEntry(notation, entry);
  return `[${row},${column}]`;
}

/** Stands where the shape stood, so that nothing moves when the update comes. */
export function WeightChange(props: { readonly scene: WeightScene }): ReactNode {
  const { scene } = props;
  const translate = useTranslate();
  const notation = useNotation();
  const { change, parameter } = scene;
  if (!change) return null;
  const [before, after] = formatPair(change.before, change.after);
  return (
    <span className={`weight-change ${scene.updated}`} data-quantity={updatedId(parameter.name)}>
      <span className="unbroken">
        {`${placeOf(notation, parameter, change)} ${translate('view.weight.now')} `}
        <del>{before}</del>
      </span>{' '}
      <span className="unbroken">
        {`→ ${translate('view.weight.new')} `}
        <ins>{after}</ins>
      </span>
    </span>
  );
}
