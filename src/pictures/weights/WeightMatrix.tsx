// A small matrix cell by cell: arrow keys move, a click or Enter opens a field for a cell's exact value below the matrix.

import { type KeyboardEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { standard } from '#model/notation.ts';
import { shownEntry } from '#model/shown-matrix.ts';
import type { WeightChoice } from '#store/state.ts';
import { arrowsStep } from '#ui/behaviours/arrow-keys.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import type { Entry } from './contribution-bars.scene.ts';
import { WeightButton } from './WeightButton.tsx';
import { WeightField } from './WeightField.tsx';
import type { WeightCell, WeightScene } from './weights.scene.ts';

/** Narrower cells have smaller type, in px. */
const usualWidth = 28;

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

export function WeightMatrix({
  scene,
  name,
}: {
  readonly scene: WeightScene;
  readonly name: string;
}): ReactNode {
  const { parameter, shown, cells } = scene;
  const translate = useTranslate();
  const notation = useNotation();
  const { chooseWeight } = useStudioActions();
  const [edited, setEdited] = useState<Entry | null>(null);
  const [reached, setReached] = useState<Entry>({ row: 1, column: 1 });
  const lying = parameter.kind === 'bias';
  const { chosen, readOnly } = useStudio((state) => ({
    chosen: state.weight?.parameter === parameter.name ? state.weight : null,
    readOnly: state.readOnly,
  }));
  const bar = cells.find((cell) => isAt(edited, cell));
  const focus = useCellFocus(lying || notation.vectors === 'rows');
  const open = useCallback(
    (cell: WeightCell) => {
      chooseWeight(choiceOf(parameter.name, cell));
      if (!readOnly) setEdited(cell);
    },
    [chooseWeight, parameter.name, readOnly],
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons; a fieldset would add a frame and a legend.
    <div
      ref={focus.root}
      role="group"
      aria-label={translate('view.weight.matrix', { name, ...shown })}
      className={`matrix ${lookOf(scene)}`}
      style={{ gridTemplateColumns: gridOf(scene, lying) }}
    >
      {cells.map((cell) => (
        <WeightButton
          key={cell.id}
          cell={cell}
          name={name}
          notation={lying ? standard : notation}
          chosen={isAt(chosen, cell)}
          reachable={isAt(reached, cell)}
          onOpen={open}
          onFocus={setReached}
          onKeyDown={focus.onKeyDown}
        />
      ))}
      {bar && (
        <WeightBar
          key={bar.id}
          cell={bar}
          parameter={parameter.name}
          name={name}
          lying={lying}
          onClose={() => {
            setEdited(null);
            focus.giveBack(bar);
          }}
        />
      )}
    </div>
  );
}

function gridOf({ parameter, shown, cellWidth }: WeightScene, lying: boolean): string {
  return `repeat(${lying ? parameter.rows : shown.columns}, ${cellWidth}px)`;
}

function lookOf({ cells, cellWidth }: WeightScene): string {
  const numbered = cells.some((cell) => cell.text !== '');
  return `${numbered ? 'numbered' : ''} ${cellWidth < usualWidth ? 'tight' : ''}`;
}

/** The field of one cell, over what stands below the matrix. */
function WeightBar(props: {
  readonly cell: WeightCell;
  readonly parameter: string;
  readonly name: string;
  readonly lying: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { cell, parameter, name, onClose } = props;
  const { present } = cell;
  const translate = useTranslate();
  const isBias = props.lying;
  const notation = useNotation();
  const place = shownEntry(isBias ? standard : notation, cell);
  return (
    <div className="weight-bar">
      <WeightField
        choice={choiceOf(parameter, cell)}
        value={present}
        label={translate('view.weight.edit', { name, ...place })}
        onClose={onClose}
      />
    </div>
  );
}

function choiceOf(parameter: string, { row, column }: Entry): WeightChoice {
  return { parameter, row, column };
}

function isAt(entry: Entry | null, cell: WeightCell): boolean {
  return entry?.row === cell.row && entry.column === cell.column;
}

/** Moving the focus among the cells; `lying`: rows run from left to right, columns down. */
function useCellFocus(lying: boolean) {
  const root = useRef<HTMLDivElement>(null);
  const move = useCallback(({ row, column }: Entry): void => {
    const cell = root.current?.querySelector(`[data-cell="${row},${column}"]`);
    if (cell instanceof HTMLElement) cell.focus();
  }, []);
  const onKeyDown = useCallback(
    (event: KeyboardEvent, cell: WeightCell): void => {
      const way = moves[event.key];
      if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
      if (arrowsStep(event.currentTarget)) return;
      event.preventDefault();
      event.stopPropagation();
      const [down, right] = lying ? [way[1], way[0]] : way;
      move({ row: cell.row + down, column: cell.column + right });
    },
    [lying, move],
  );
  /** To its cell, unless the focus has been moved elsewhere. */
  const giveBack = (entry: Entry): void => {
    if (root.current?.contains(document.activeElement)) move(entry);
  };
  return { root, giveBack, onKeyDown };
}
