// A large matrix as one heat map; a click, or the fields for row and column, choose the entry.

import { type MouseEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { entryId } from '#model/quantity-id.ts';
import type { WeightScene } from '#scene/weights-scene.ts';
import { paintHeat } from '#views/behaviours/heat-canvas.ts';
import { useStudio, useStudioActions } from '#views/studio-context.tsx';
import { useTheme } from '#views/theme/use-theme.ts';
import { useTranslate } from '#views/translate-context.tsx';
import { WeightField } from './WeightField.tsx';

const widest = 96;

export function HeatMatrix(props: {
  readonly scene: WeightScene;
  readonly name: string;
}): ReactNode {
  const { scene, name } = props;
  const { parameter, values, present, limit } = scene;
  const translate = useTranslate();
  const { chooseWeight, point } = useStudioActions();
  const weight = useStudio((state) => state.weight);
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const lying = parameter.kind === 'bias';
  const columns = lying ? parameter.rows : parameter.columns;
  const rows = lying ? 1 : parameter.rows;
  const unit = Math.max(1, widest / Math.max(columns, rows));
  const height = lying || rows === 1 ? 14 : rows * unit;
  useLayoutEffect(() => {
    if (canvas.current) paintHeat(canvas.current, values, columns, limit, theme);
  }, [values, columns, limit, theme]);

  const entryAt = (event: MouseEvent): { row: number; column: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = (part: number, count: number): number =>
      Math.min(count, Math.max(1, Math.ceil(part * count)));
    // A press of the keyboard has no place: it starts at the first entry.
    if (event.detail === 0 && event.type === 'click') return { row: 1, column: 1 };
    const across = place((event.clientX - box.left) / box.width, columns);
    const down = place((event.clientY - box.top) / box.height, rows);
    return lying ? { row: across, column: 1 } : { row: down, column: across };
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
          rows: parameter.rows,
          columns: parameter.columns,
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
        {chosen && <Place scene={scene} field="row" most={parameter.rows} />}
        {chosen && !lying && <Place scene={scene} field="column" most={parameter.columns} />}
        {chosen && at !== null && (
          <WeightField
            key={`${chosen.row},${chosen.column}`}
            choice={chosen}
            value={present[at] ?? 0}
            label={translate('view.weight.edit', { name, row: chosen.row, column: chosen.column })}
          />
        )}
      </div>
    </div>
  );
}

function Place(props: {
  readonly scene: WeightScene;
  readonly field: 'row' | 'column';
  readonly most: number;
}): ReactNode {
  const { scene, field, most } = props;
  const translate = useTranslate();
  const { chooseWeight } = useStudioActions();
  const weight = useStudio((state) => state.weight);
  const { name } = scene.parameter;
  const chosen = weight?.parameter === name ? weight : null;
  return (
    <input
      type="number"
      min={1}
      max={most}
      aria-label={`${name} ${translate(field === 'row' ? 'view.weight.row' : 'view.weight.column')}`}
      value={chosen?.[field] ?? ''}
      onKeyDown={(event) => event.stopPropagation()}
      onChange={(event) => {
        const value = Math.min(most, Math.max(1, Math.round(Number(event.target.value) || 1)));
        const { row, column } = chosen ?? { row: 1, column: 1 };
        chooseWeight({ parameter: name, row, column, [field]: value });
      }}
    />
  );
}
