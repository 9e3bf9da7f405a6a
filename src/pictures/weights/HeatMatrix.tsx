// A large matrix as one heat map; a click, or the fields for row and column, choose the entry.

import { type MouseEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { formatNumber } from '#base/format.ts';
import { type Notation, standard } from '#model/notation.ts';
import { entryId } from '#model/quantity-id.ts';
import { shownEntry, shownValues } from '#model/shown-matrix.ts';
import { paintHeat } from '#ui/behaviours/heat-canvas.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTheme } from '#ui/theme/use-theme.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { WeightField } from './WeightField.tsx';
import type { WeightScene } from './weights.scene.ts';

const widest = 96;

export function HeatMatrix(props: {
  readonly scene: WeightScene;
  readonly name: string;
}): ReactNode {
  const { scene, name } = props;
  const { parameter, present } = scene;
  const translate = useTranslate();
  const { chooseWeight, point } = useStudioActions();
  const { weight, readOnly } = useStudio((state) => ({
    weight: state.weight,
    readOnly: state.readOnly,
  }));
  const canvas = useRef<HTMLCanvasElement>(null);
  const lying = parameter.kind === 'bias';
  const chosenNotation = useNotation();
  const notation = lying ? standard : chosenNotation;
  const columns = lying ? parameter.rows : scene.shown.columns;
  const rows = lying ? 1 : scene.shown.rows;
  const unit = Math.max(1, widest / Math.max(columns, rows));
  const height = lying || rows === 1 ? 14 : rows * unit;
  usePainted(canvas, scene, notation);

  const entryAt = (event: MouseEvent): { row: number; column: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = (part: number, count: number): number =>
      Math.min(count, Math.max(1, Math.ceil(part * count)));
    // A press of the keyboard has no place: it starts at the first entry.
    if (event.detail === 0 && event.type === 'click') return { row: 1, column: 1 };
    const across = place((event.clientX - box.left) / box.width, columns);
    const down = place((event.clientY - box.top) / box.height, rows);
    if (lying) return { row: across, column: 1 };
    return shownEntry(notation, { row: down, column: across });
  };
  const chosen = weight?.parameter === parameter.name ? weight : null;
  const at = chosen && (chosen.row - 1) * parameter.columns + chosen.column - 1;
  return (
    <div className="heat">
      <button
        type="button"
        className="heat-map"
        aria-label={translate('view.weight.matrix', {
          name,
          ...scene.shown,
        })}
        onClick={(event) => chooseWeight({ parameter: parameter.name, ...entryAt(event) })}
        onPointerMove={(event) => {
          event.stopPropagation();
          const { row, column } = entryAt(event);
          point(lying ? entryId(scene.id, row) : entryId(scene.id, row, column));
        }}
      >
        <canvas ref={canvas} style={{ width: widest, height }} />
      </button>
      <div className="heat-fields">
        {chosen && <Place {...{ scene, name, notation }} field="row" />}
        {chosen && !lying && <Place {...{ scene, name, notation }} field="column" />}
        {chosen && at !== null && readOnly && <span>{formatNumber(present[at] ?? 0)}</span>}
        {chosen && at !== null && !readOnly && (
          <WeightField
            key={`${chosen.row},${chosen.column}`}
            choice={chosen}
            value={present[at] ?? 0}
            label={translate('view.weight.edit', { name, ...shownEntry(notation, chosen) })}
          />
        )}
      </div>
    </div>
  );
}

/** Row by row as it is shown. */
function usePainted(
  canvas: RefObject<HTMLCanvasElement | null>,
  { parameter, values, limit, shown }: WeightScene,
  notation: Notation,
): void {
  const theme = useTheme();
  const columns = parameter.kind === 'bias' ? parameter.rows : shown.columns;
  useLayoutEffect(() => {
    const numbers = shownValues(notation, values, parameter);
    if (canvas.current) paintHeat(canvas.current, numbers, columns, limit, theme);
  }, [canvas, notation, values, parameter, columns, limit, theme]);
}

function Place(props: {
  readonly scene: WeightScene;
  readonly name: string;
  readonly notation: Notation;
  /** As it is shown. */
  readonly field: 'row' | 'column';
}): ReactNode {
  const { scene, name, notation, field } = props;
  const most = field === 'row' ? scene.shown.rows : scene.shown.columns;
  const translate = useTranslate();
  const { chooseWeight } = useStudioActions();
  const weight = useStudio((state) => state.weight);
  const { name: parameter } = scene.parameter;
  const chosen = weight?.parameter === parameter ? weight : null;
  const place = shownEntry(notation, chosen ?? { row: 1, column: 1 });
  return (
    <input
      type="number"
      min={1}
      max={most}
      aria-label={`${name} ${translate(field === 'row' ? 'view.weight.row' : 'view.weight.column')}`}
      value={chosen ? place[field] : ''}
      onKeyDown={(event) => event.stopPropagation()}
      onChange={(event) => {
        const value = Math.min(most, Math.max(1, Math.round(Number(event.target.value) || 1)));
        chooseWeight({ parameter, ...shownEntry(notation, { ...place, [field]: value }) });
      }}
    />
  );
}
