// A small matrix cell by cell: arrow keys move, a click or Enter opens a field for a cell's exact value below the matrix.

import { type KeyboardEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import type { Entry } from '#scene/contribution-bars.ts';
import type { WeightCell, WeightScene } from '#scene/weights-scene.ts';
import type { WeightChoice } from '#store/state.ts';
import { arrowsStep } from '#views/behaviours/arrow-keys.ts';
import { useStudio, useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { WeightButton } from './WeightButton.tsx';
import { WeightField } from './WeightField.tsx';

/** Narrower cells have smaller type, in px. */
const usualWidth = 28;

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

export function WeightMatrix(props: {
  readonly scene: WeightScene;
  readonly name: string;
}): ReactNode {
  const { scene, name } = props;
  const { parameter } = scene;
  const translate = useTranslate();
  const { chooseWeight } = useStudioActions();
  const weight = useStudio((state) => state.weight);
  const [edited, setEdited] = useState<Entry | null>(null);
  const [reached, setReached] = useState<Entry>({ row: 1, column: 1 });
  // A bias lies on its side, to save height.
  const lying = parameter.kind === 'bias';
  const columns = lying ? parameter.rows : parameter.columns;
  const chosen = weight?.parameter === parameter.name ? weight : null;
  const focus = useCellFocus(lying);
  const open = useCallback(
    (cell: WeightCell) => {
      chooseWeight(choiceOf(parameter.name, cell));
      setEdited(cell);
    },
    [chooseWeight, parameter.name],
  );
  const shown = scene.cells.find((cell) => isAt(edited, cell));
  const close = (): void => {
    setEdited(null);
    // Back to its cell, unless the focus has been moved elsewhere.
    const { current } = focus.root;
    if (current?.contains(document.activeElement) && edited) focus.move(edited);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons; a fieldset would add a frame and a legend.
    <div
      ref={focus.root}
      role="group"
      aria-label={translate('view.weight.matrix', { name, ...sizeOf(scene) })}
      className={`matrix ${lookOf(scene)}`}
      style={{ gridTemplateColumns: `repeat(${columns}, ${scene.cellWidth}px)` }}
    >
      {scene.cells.map((cell) => (
        <WeightButton
          key={cell.id}
          cell={cell}
          name={name}
          chosen={isAt(chosen, cell)}
          reachable={isAt(reached, cell)}
          onOpen={open}
          onFocus={setReached}
          onKeyDown={focus.onKeyDown}
        />
      ))}
      {shown && (
        <WeightBar
          key={shown.id}
          cell={shown}
          parameter={parameter.name}
          name={name}
          onClose={close}
        />
      )}
    </div>
  );
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
  readonly onClose: () => void;
}): ReactNode {
  const { cell, parameter, name, onClose } = props;
  const { row, column, present } = cell;
  const translate = useTranslate();
  return (
    <div className="weight-bar">
      <WeightField
        choice={choiceOf(parameter, cell)}
        value={present}
        label={translate('view.weight.edit', { name, row, column })}
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

function sizeOf({ parameter }: WeightScene): { rows: number; columns: number } {
  return { rows: parameter.rows, columns: parameter.columns };
}

/** Moving the focus among the cells; `lying`: rows run from left to right. */
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
  return { root, move, onKeyDown };
}
