// One entry of a shared matrix: its tone, its number where there is room, a button that opens the field.

import type { KeyboardEvent, ReactNode } from 'react';
import { formatPair } from '#base/format.ts';
import type { WeightCell } from '#scene/weights-scene.ts';
import { toneClass } from '#views/graph/tone-class.ts';
import { useTranslate } from '#views/translate-context.tsx';

export function WeightButton(props: {
  readonly cell: WeightCell;
  readonly name: string;
  readonly chosen: boolean;
  readonly reachable: boolean;
  readonly onOpen: () => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}): ReactNode {
  const { cell, name } = props;
  const { row, column } = cell;
  const translate = useTranslate();
  const [value, after] = formatPair(cell.present, cell.value);
  const place = { name, row, column, value };
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
      onClick={props.onOpen}
      onFocus={props.onFocus}
      onKeyDown={props.onKeyDown}
    >
      {cell.text}
    </button>
  );
}
