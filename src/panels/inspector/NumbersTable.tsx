// The numbers of a quantity as a table: three significant digits, or all there are.

import { type ReactNode, useState } from 'react';
import { formatExact, formatNumber } from '#base/format.ts';
import type { Numbers } from '#trace/derived/numbers-of.ts';
import { TableTools } from '#ui/table/TableTools.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

/** Larger tables are cut: nobody reads 4096 cells in a panel, and the trace can be saved. */
const maxRows = 16;
const maxColumns = 8;

export function NumbersTable(props: {
  readonly numbers: Numbers;
  /** Where several tables stand on one page. */
  readonly name?: string;
}): ReactNode {
  const t = useTranslate();
  const { numbers } = props;
  const [exact, setExact] = useState(false);
  const { rows, columns, data } = numbers;
  const format = exact ? formatExact : (value: number) => formatNumber(value);
  const shown = { rows: Math.min(rows, maxRows), columns: Math.min(columns, maxColumns) };
  const cut = shown.rows < rows || shown.columns < columns;
  return (
    <>
      <section
        className="numbers-box"
        aria-label={props.name ?? t('studio.inspector.value')}
        data-keys="own"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className="numbers">
          {columns > 1 && (
            <thead>
              <tr>
                <td />
                {range(shown.columns).map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {range(shown.rows).map((row) => (
              <tr key={row}>
                {rows > 1 && <th scope="row">{row}</th>}
                {range(shown.columns).map((column) => (
                  <td key={column}>{format(data[(row - 1) * columns + column - 1] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <TableTools name="numbers" />
      <label className="check">
        <input
          type="checkbox"
          checked={exact}
          onChange={(event) => setExact(event.target.checked)}
        />
        {t('studio.inspector.exact')}
        {cut && <span>· {t('studio.inspector.size', { rows, columns })}</span>}
      </label>
    </>
  );
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
