// The numbers of the picture as tables: values and gradients, a column a step; and what each step adds to the gradients
// of the weights, with their sum. What is not computed yet says so; all of it can be copied.

import { type ReactNode, useMemo } from 'react';
import { formatNumber } from '#base/format.ts';
import { parameterSymbolOf, symbolOf } from '#marks/symbol.ts';
import { CopyButton } from '#ui/controls/CopyButton.tsx';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { GradientOf, SymbolText } from '#ui/picture/SymbolText.tsx';
import { TableTools } from '#ui/table/TableTools.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import {
  type NumbersCell,
  type NumbersRow,
  tableText,
  totalsOf,
  valueRows,
  weightRows,
} from './numbers-table.scene.ts';

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
      t('studio.paths.used'),
    ]);
  const isTruncated = trace.truncated !== null;
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
                  <Numbers cell={cell} write={vectorText} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <TableTools name="steps" />
      <table className="numbers">
        <caption>{t('view.table.weights')}</caption>
        <Head
          steps={steps}
          totals={[t('view.table.sum'), ...(isTruncated ? [t('studio.paths.used')] : [])]}
        />
        {weights.map((row) => (
          <Entries key={row.name} row={row} />
        ))}
      </table>
      <TableTools name="weights" />
    </>
  );
}

function Head(props: {
  readonly steps: readonly number[];
  readonly totals?: readonly string[];
}): ReactNode {
  const t = useTranslate();
  return (
    <thead>
      <tr>
        <th scope="col">{t('view.table.quantity')}</th>
        {props.steps.map((step) => (
          <th key={step} scope="col">{`t = ${step}`}</th>
        ))}
        {props.totals?.map((total) => (
          <th key={total} scope="col">
            {total}
          </th>
        ))}
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
      {kind === 'value' || kind === 'loss' ? (
        <SymbolText symbol={symbol} />
      ) : (
        <GradientOf>
          <SymbolText symbol={symbol} />
        </GradientOf>
      )}
      {props.entry}
    </th>
  );
}

/** A row an entry of one parameter. */
function Entries({ row }: { readonly row: NumbersRow }): ReactNode {
  const t = useTranslate();
  const { rows, columns, cells } = row;
  const isTurned = usePicture().notation.vectors === 'rows';
  const count = rows * columns;
  const shown = Math.min(count, mostEntries);
  const all = [...cells, ...totalsOf(row)];
  return (
    <tbody>
      {Array.from({ length: shown }, (_, i) => {
        const place = [Math.floor(i / columns) + 1, ...(columns > 1 ? [(i % columns) + 1] : [])];
        const entry = count === 1 ? '' : `[${place.join(',')}]`;
        const turned = isTurned && columns > 1 ? `[${place.toReversed().join(',')}]` : entry;
        return (
          <tr key={place.join()}>
            <RowHead row={row} entry={turned} />
            {all.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column
              <td key={at} data-quantity={`${cell.id}${entry}`}>
                <Numbers cell={cell} write={(numbers) => formatNumber(numbers[i] ?? Number.NaN)} />
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

function Numbers(props: {
  readonly cell: NumbersCell;
  readonly write: (numbers: Float64Array) => string;
}): ReactNode {
  const t = useTranslate();
  const { numbers, dropped = false } = props.cell;
  if (numbers === 'absent') return null;
  if (numbers === 'unknown') return t('ui.notComputedYet');
  const text = props.write(numbers);
  return dropped ? t('view.table.dropped', { numbers: text }) : text;
}

function vectorText(values: Float64Array): string {
  const shown = Array.from(values.subarray(0, mostWritten), (value) => formatNumber(value));
  return shown.join(', ') + (values.length > mostWritten ? ', …' : '');
}
