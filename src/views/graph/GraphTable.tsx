// The numbers of the picture as tables: values and gradients, a column a step; and what each step adds to the gradients
// of the weights, with their sum. What is not computed yet says so; all of it can be copied.

import { type ReactNode, useMemo } from 'react';
import { formatNumber } from '#base/format.ts';
import {
  type NumbersCell,
  type NumbersRow,
  tableText,
  valueRows,
  weightRows,
} from '#scene/numbers-table.ts';
import { parameterSymbolOf, symbolOf } from '#scene/symbol.ts';
import { CopyButton } from '#views/controls/CopyButton.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { usePicture } from './picture.tsx';
import { SymbolText } from './SymbolText.tsx';

/** Longer vectors are cut. */
const mostWritten = 8;
/** Larger matrices are written up to here; the copied text has all of them. */
const mostEntries = 48;

export function GraphTable(): ReactNode {
  const t = useTranslate();
  const { moment, layout } = usePicture();
  const { trace } = moment;
  const steps = useMemo(() => layout.columns.map((column) => column.t), [layout]);
  const names = useMemo(
    () => layout.rows.map(({ name }) => name).filter((name) => name in trace.values),
    [layout, trace],
  );
  const values = useMemo(
    () => valueRows(trace, moment, names, steps),
    [trace, moment, names, steps],
  );
  const weights = useMemo(() => weightRows(trace, moment, steps), [trace, moment, steps]);
  const text = (): string =>
    tableText([...values, ...weights], steps, [
      t('view.table.quantity'),
      t('view.table.row'),
      t('view.table.column'),
      (step) => `t = ${step}`,
      t('view.table.sum'),
    ]);
  return (
    <>
      <div className="graph-table-tools">
        <CopyButton label={t('view.table.copy')} textLabel={t('view.table.text')} text={text} />
      </div>
      <table className="numbers">
        <caption>{t('view.table.caption')}</caption>
        <Head steps={steps} />
        <tbody>
          {values.map((row) => (
            <tr key={`${row.kind} ${row.name}`}>
              <RowHead row={row} />
              {row.cells.map((cell) => (
                <td key={cell.id} data-quantity={cell.id}>
                  {cellText(cell, vectorText, t('ui.notComputedYet'))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <table className="numbers">
        <caption>{t('view.table.weights')}</caption>
        <Head steps={steps} sum={t('view.table.sum')} />
        {weights.map((row) => (
          <Entries key={row.name} row={row} />
        ))}
      </table>
    </>
  );
}

function Head(props: { readonly steps: readonly number[]; readonly sum?: string }): ReactNode {
  const t = useTranslate();
  return (
    <thead>
      <tr>
        <th scope="col">{t('view.table.quantity')}</th>
        {props.steps.map((step) => (
          <th key={step} scope="col">{`t = ${step}`}</th>
        ))}
        {props.sum !== undefined && <th scope="col">{props.sum}</th>}
      </tr>
    </thead>
  );
}

function RowHead(props: { readonly row: NumbersRow; readonly entry?: string }): ReactNode {
  const { notation } = usePicture();
  const { kind, name } = props.row;
  const symbol =
    kind === 'weight gradient' ? parameterSymbolOf(notation, name) : symbolOf(notation, name, null);
  return (
    <th scope="row">
      {kind !== 'value' && '∂L/∂'}
      <SymbolText symbol={symbol} />
      {props.entry}
    </th>
  );
}

/** A row an entry of one parameter. */
function Entries({ row }: { readonly row: NumbersRow }): ReactNode {
  const t = useTranslate();
  const { rows, columns, cells, sum } = row;
  const count = rows * columns;
  const shown = Math.min(count, mostEntries);
  const all = sum ? [...cells, sum] : cells;
  return (
    <tbody>
      {Array.from({ length: shown }, (_, i) => {
        const place = [Math.floor(i / columns) + 1, ...(columns > 1 ? [(i % columns) + 1] : [])];
        const entry = count === 1 ? '' : `[${place.join(',')}]`;
        return (
          <tr key={place.join()}>
            <RowHead row={row} entry={entry} />
            {all.map((cell) => (
              <td key={cell.id} data-quantity={`${cell.id}${entry}`}>
                {cellText(
                  cell,
                  (numbers) => formatNumber(numbers[i] ?? Number.NaN),
                  t('ui.notComputedYet'),
                )}
              </td>
            ))}
          </tr>
        );
      })}
      {shown < count && (
        <tr>
          <td colSpan={1 + all.length}>{t('view.table.more', { count: count - shown })}</td>
        </tr>
      )}
    </tbody>
  );
}

function cellText(
  { numbers }: NumbersCell,
  write: (numbers: Float64Array) => string,
  unknown: string,
): string {
  if (numbers === 'absent') return '';
  return numbers === 'unknown' ? unknown : write(numbers);
}

function vectorText(values: Float64Array): string {
  const shown = Array.from(values.subarray(0, mostWritten), (value) => formatNumber(value));
  return shown.join(', ') + (values.length > mostWritten ? ', …' : '');
}
