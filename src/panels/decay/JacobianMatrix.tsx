// A Jacobian as a table of coloured numbers; as a heat map where it is large.

import { type PointerEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { entryId } from '#model/quantity-id.ts';
import { shownEntry } from '#model/shown-matrix.ts';
import { paintHeat } from '#ui/behaviours/heat-canvas.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { toneClass } from '#ui/picture/tone-class.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTheme } from '#ui/theme/use-theme.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { JacobianScene } from './jacobian.scene.ts';

interface MatrixProps {
  readonly scene: JacobianScene;
  /** ∂h₃/∂h₂ */
  readonly name: string;
}

export function JacobianMatrix({ scene, name }: MatrixProps): ReactNode {
  const t = useTranslate();
  if (scene.cells.length === 0) return <JacobianHeat scene={scene} name={name} />;
  return (
    <table className="time-matrix">
      <caption className="unseen">{name}</caption>
      <thead className="unseen">
        <tr>
          <td />
          {scene.cells[0]?.map(({ id }, j) => (
            <th key={id} scope="col">
              {t('view.time.unit', { unit: j + 1 })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {scene.cells.map((cells, i) => (
          <tr key={cells[0]?.id}>
            <th scope="row" className="unseen">
              {t('view.time.unit', { unit: i + 1 })}
            </th>
            {cells.map(({ id, tone, text }) => (
              <td key={id} className={`swatch ${toneClass(tone)}`} data-quantity={id}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function JacobianHeat({ scene, name }: MatrixProps): ReactNode {
  const t = useTranslate();
  const { id, rows, columns, values, limit } = scene;
  const theme = useTheme();
  const notation = useNotation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { point, select } = useStudioActions();
  useLayoutEffect(() => {
    if (canvas.current) paintHeat(canvas.current, values, columns, limit, theme);
  }, [values, columns, limit, theme]);
  const entryAt = (event: Pick<PointerEvent, 'clientX' | 'clientY' | 'currentTarget'>): string => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = (part: number, count: number): number =>
      Math.min(count, Math.max(1, Math.ceil(part * count)));
    const { row, column } = shownEntry(notation, {
      row: place((event.clientY - box.top) / box.height, rows),
      column: place((event.clientX - box.left) / box.width, columns),
    });
    return entryId(id, row, column);
  };
  return (
    <canvas
      ref={canvas}
      className="time-heat"
      role="img"
      aria-label={t('view.time.heat', { name, rows, columns })}
      onPointerOver={(event) => event.stopPropagation()}
      onPointerMove={(event) => point(entryAt(event))}
      onClick={(event) => {
        event.stopPropagation();
        select(entryAt(event as unknown as PointerEvent));
      }}
    />
  );
}
