// The numbers of the comparison as a table: a row a step, for each cell the state and the length of its gradient.

import { Fragment, type ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { letteringText, symbolOf } from '#marks/symbol.ts';
import { sizeOf } from '#model/model.ts';
import type { RunNorms } from '#trace/derived/gradient-norms.ts';
import { rowOf, type Trace } from '#trace/record/trace.ts';
import { useNotation, useNotationOf } from '#ui/notation-context.tsx';
import { GradientOf, SymbolText } from '#ui/picture/SymbolText.tsx';
import { TableTools } from '#ui/table/TableTools.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { cellName } from './compare.words.ts';
import { type CellsReach, reachedIn } from './reach.scene.ts';
import type { Compared } from './use-compared.ts';

interface ReachedRun extends RunNorms {
  readonly id: string;
  readonly reach: CellsReach;
}

/** Of a longer run every second step, or third, … */
const mostRows = 200;
/** Longer vectors are cut. */
const mostWritten = 4;

export function CompareTable(props: {
  readonly compared: Compared;
  /** How far the position has come on screen. */
  readonly reach: CellsReach;
  readonly steps: number;
}): ReactNode {
  const t = useTranslate();
  const { compared, steps } = props;
  const loss = letteringText(symbolOf(useNotation(), 'loss', null));
  const runs = compared.cells.flatMap(({ id, run }) =>
    run ? [{ id, ...run, reach: reachedIn(props.reach, run.trace) }] : [],
  );
  const every = Math.ceil(steps / mostRows);
  const tabulated = Array.from({ length: steps }, (_, i) => i + 1).filter(
    (step) => (step - 1) % every === 0 || step === steps,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="cells-table" aria-label={t('view.cells.table')} tabIndex={0}>
      <table className="numbers">
        <caption className={every === 1 ? 'unseen' : 'cells-note'}>
          {t('view.cells.table')}
          {every > 1 && ` (${t('view.cells.every', { every })})`}
        </caption>
        <Head runs={runs} />
        <tbody>
          {tabulated.map((step) => (
            <Step key={step} {...{ runs, step }} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('view.cells.loss', { symbol: loss })}</th>
            {runs.map(({ id, trace, reach }) => (
              <td key={id} colSpan={2}>
                {reach.loss ? formatNumber(trace.loss) : <Unknown />}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      <TableTools name="cells" />
    </section>
  );
}

function stateText({ model, values }: Trace, step: number): string {
  const { output } = model.cell;
  const row = rowOf(values[output] ?? new Float64Array(0), step, sizeOf(model, output));
  const shown = Array.from(row.subarray(0, mostWritten), (value) => formatNumber(value));
  return shown.join(', ') + (row.length > mostWritten ? ', …' : '');
}

function Head({ runs }: { readonly runs: readonly ReachedRun[] }): ReactNode {
  const t = useTranslate();
  const notationOf = useNotationOf();
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {t('view.cells.step')}
        </th>
        {runs.map(({ id }) => (
          <th key={id} scope="colgroup" colSpan={2}>
            {cellName(id)}
          </th>
        ))}
      </tr>
      <tr>
        {runs.map(({ id, trace }) => {
          const letter = (
            <SymbolText
              symbol={symbolOf(notationOf(trace.model.cell.id), trace.model.cell.output, null)}
            />
          );
          return (
            <Fragment key={id}>
              <th scope="col">{letter}</th>
              <th scope="col">
                ‖<GradientOf>{letter}</GradientOf>‖
              </th>
            </Fragment>
          );
        })}
      </tr>
    </thead>
  );
}

function Step(props: { readonly runs: readonly ReachedRun[]; readonly step: number }): ReactNode {
  const { runs, step } = props;
  return (
    <tr>
      <th scope="row">{step}</th>
      {runs.map(({ id, trace, output, reach }) => (
        <Fragment key={id}>
          <td>{step <= reach.forward ? stateText(trace, step) : <Unknown />}</td>
          <td>{step >= reach.backward ? formatNumber(output[step - 1] ?? 0) : <Unknown />}</td>
        </Fragment>
      ))}
    </tr>
  );
}

function Unknown(): ReactNode {
  const t = useTranslate();
  return (
    <>
      <span className="unseen">{t('ui.notComputedYet')}</span>
      <span className="cells-unknown" aria-hidden="true">
        …
      </span>
    </>
  );
}
