// The numbers of the picture as a table: one row a quantity, one column a step; what is not computed yet says so.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { gradientId, lossId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { rowNamed } from '#scene/routes.ts';
import { symbolOf } from '#scene/symbol.ts';
import { rowOf } from '#trace/trace.ts';
import { isKnown } from '#views/moment.ts';
import { useTranslate } from '#views/translate-context.tsx';
import { usePicture } from './picture.tsx';
import { SymbolText } from './SymbolText.tsx';

interface TableRow {
  readonly key: string;
  readonly gradient: boolean;
  readonly name: string;
  readonly block: Float64Array;
  readonly size: number;
  readonly id: (t: number) => QuantityId;
}

/** Longer vectors are cut. */
const mostWritten = 8;

export function GraphTable(): ReactNode {
  const translate = useTranslate();
  const { moment, layout, notation } = usePicture();
  const { trace } = moment;
  const cell = (row: TableRow, t: number): string => {
    const needsLoss = row.name === 'loss' || (row.gradient && row.name === 'logits');
    if (needsLoss && !trace.lossSteps.includes(t)) return '';
    if (!isKnown(moment, row.id(t))) return translate('ui.notComputedYet');
    return vectorText(rowOf(row.block, t, row.size));
  };
  return (
    <table className="numbers">
      <caption className="unseen">{translate('view.table.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{translate('view.table.quantity')}</th>
          {layout.columns.map(({ t }) => (
            <th key={t} scope="col">{`t = ${t}`}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowsOf().map((row) => (
          <tr key={row.key}>
            <th scope="row">
              {row.gradient && '∂L/∂'}
              <SymbolText symbol={symbolOf(notation, row.name, null)} />
            </th>
            {layout.columns.map(({ t }) => (
              <td key={t} data-quantity={row.id(t)}>
                {cell(row, t)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );

  function rowsOf(): readonly TableRow[] {
    const named = (name: string, block: Float64Array, gradient: boolean): TableRow => ({
      key: `${gradient} ${name}`,
      gradient,
      name,
      block,
      size: rowNamed(layout, name).size,
      id: (t) => (gradient ? gradientId(name, t) : valueId(name, t)),
    });
    const values = layout.rows.flatMap(({ name }) => {
      const block = trace.values[name];
      const gradient = trace.gradients[name];
      return [
        ...(block ? [named(name, block, false)] : []),
        ...(gradient ? [named(name, gradient, true)] : []),
      ];
    });
    const losses: TableRow = {
      key: 'loss',
      gradient: false,
      name: 'loss',
      block: trace.losses,
      size: 1,
      id: lossId,
    };
    return [...values, losses];
  }
}

function vectorText(values: Float64Array): string {
  const shown = Array.from(values.subarray(0, mostWritten), (value) => formatNumber(value));
  return shown.join(', ') + (values.length > mostWritten ? ', …' : '');
}
