// One entry of a shared matrix: its tone, its number where there is room, a button that opens the field.

import { type KeyboardEvent, memo, type ReactNode } from 'react';
import { formatPair } from '#base/format.ts';
import type { Notation } from '#model/notation.ts';
import { shownEntry } from '#model/shown-matrix.ts';
import { toneClass } from '#ui/picture/tone-class.ts';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { WeightCell } from './weights.scene.ts';

interface WeightButtonProps {
  readonly cell: WeightCell;
  readonly name: string;
  readonly notation: Pick<Notation, 'vectors'>;
  readonly chosen: boolean;
  readonly reachable: boolean;
  readonly onOpen: (cell: WeightCell) => void;
  readonly onFocus: (cell: WeightCell) => void;
  readonly onKeyDown: (event: KeyboardEvent, cell: WeightCell) => void;
}

export const WeightButton = memo((props: WeightButtonProps): ReactNode => {
  const { cell, name } = props;
  const { row, column } = cell;
  const translate = useTranslate();
  const [value, after] = formatPair(cell.present, cell.value);
  const place = { name, ...shownEntry(props.notation, cell), value };
  return (
    <button
      type="button"
      className={`weight-cell ${toneClass(cell.tone)} ${props.chosen ? 'chosen' : ''}`}
      data-quantity={cell.id}
      data-cell={`${row},${column}`}
      tabIndex={props.reachable ? 0 : -1}
      aria-label={
        cell.value === cell.present
          ? translate('view.weight.entry', place)
          : translate('view.weight.entryChanges', { ...place, after })
      }
      onClick={() => props.onOpen(cell)}
      onFocus={() => props.onFocus(cell)}
      onKeyDown={(event) => props.onKeyDown(event, cell)}
    >
      {cell.text}
    </button>
  );
}, sameContent);
