// The table itself: a row for each loss, a column for each use, with their sums; every number in the colour of its size.

import { type CSSProperties, memo, type ReactNode, useLayoutEffect, useRef } from 'react';
import { formatExact, formatNumber } from '#base/format.ts';
import { stepColour } from '#marks/step-colour.ts';
import type { StrengthScale } from '#marks/strength.ts';
import { gradientTone } from '#marks/tone.ts';
import { contributionId, lossId } from '#model/quantity-id.ts';
import type { PathSwitches } from '#trace/derived/path-switches.ts';
import type { Triangle, TriangleCell, TriangleRow } from '#trace/derived/triangle.ts';
import type { Roving } from '#ui/behaviours/use-roving.ts';
import { stepClass, toneClass } from '#ui/picture/tone-class.ts';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import { cellNumber } from './cell-number.ts';
import { showCell } from './show-cell.ts';
import { useTableKeys } from './use-table-keys.ts';

/** With more columns than these, a number is written on two lines. */
const widest = 4;

interface TableProps {
  readonly triangle: Triangle;
  readonly switches: PathSwitches;
  /** T. */
  readonly steps: number;
  readonly parameter: string;
  readonly scale: StrengthScale;
  /** The step of the beat: its row and column are brought into sight. */
  readonly at: number | null;
}

/** Drawn again only when one of its numbers, its switches or the step change. */
export const TriangleTable = memo((props: TableProps): ReactNode => {
  const t = useTranslate();
  const { triangle, scale } = props;
  const table = useRef<HTMLTableElement>(null);
  const { rows, uses, sums, otherLosses, hasOtherUses, rowsUnsummed } = triangle;
  const keys = useTableKeys(table, [rows.length + 1, uses.length + 1], '1,1');
  useLayoutEffect(() => {
    if (table.current && props.at !== null) showCell(table.current, props.at);
  }, [props.at]);
  const columns = uses.length + (hasOtherUses ? 1 : 0);
  const narrow = columns > widest;
  return (
    <div className="triangle-scroll">
      <table
        ref={table}
        className="triangle-table"
        data-narrow={narrow || undefined}
        style={{ '--digits': String(props.steps).length } as CSSProperties}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
      >
        <caption className="unseen">{t('view.paths.table')}</caption>
        <Head {...props} keys={keys} />
        <tbody>
          {rows.map((row, i) => (
            <Row
              key={row.lossStep}
              {...{ row, narrow, scale, hasOtherUses, keys }}
              unsummed={rowsUnsummed}
              at={i + 1}
            >
              <RowHead lossStep={row.lossStep} at={i + 1} {...{ keys }} switches={props.switches} />
            </Row>
          ))}
          {otherLosses && (
            <tr>
              <th scope="row" className="triangle-others">
                {t('view.paths.others')}
              </th>
              {otherLosses.sums.map((sum, i) => (
                <Sum key={uses[i]} value={sum} narrow={narrow} />
              ))}
              {hasOtherUses && (
                <Sum value={otherLosses.outside} narrow={narrow} unsummed={rowsUnsummed} />
              )}
              <Sum value={otherLosses.sum} narrow={narrow} unsummed={rowsUnsummed} />
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('view.paths.sum')}</th>
            {sums.map((sum, i) => (
              <Sum key={uses[i]} value={sum} narrow={narrow} />
            ))}
            {hasOtherUses && <Sum value={triangle.outside} narrow={narrow} />}
            <Sum value={triangle.total} narrow={narrow} whole />
          </tr>
        </tfoot>
      </table>
    </div>
  );
});

function Head(props: TableProps & { readonly keys: Roving }): ReactNode {
  const t = useTranslate();
  const { triangle, switches, steps, parameter, keys } = props;
  return (
    <thead>
      <tr>
        <td className="triangle-corner" title={t('view.paths.corner')}>
          <span aria-hidden="true">τ \ t</span>
        </td>
        {triangle.uses.map((use, i) => {
          const off = switches.hiddenUses.has(use);
          return (
            <th
              key={use}
              scope="col"
              data-step={use}
              className={stepClass(stepColour(use, steps))}
              data-quantity={contributionId(parameter, use)}
              data-off={off || undefined}
            >
              <button
                type="button"
                data-at={`0,${i + 1}`}
                tabIndex={keys.reachable === `0,${i + 1}` ? 0 : -1}
                aria-pressed={!off}
                aria-label={t('view.paths.use', { t: use })}
              >
                {use}
              </button>
            </th>
          );
        })}
        {triangle.hasOtherUses && (
          <th scope="col" className="triangle-others">
            {t('view.paths.others')}
          </th>
        )}
        <th scope="col">{t('view.paths.sum')}</th>
      </tr>
    </thead>
  );
}

function RowHead(props: {
  readonly lossStep: number;
  readonly at: number;
  readonly keys: Roving;
  readonly switches: PathSwitches;
}): ReactNode {
  const t = useTranslate();
  const { lossStep, at, keys } = props;
  const off = props.switches.hiddenLosses.has(lossStep);
  return (
    <th scope="row" data-quantity={lossId(lossStep)} data-off={off || undefined}>
      <button
        type="button"
        data-at={`${at},0`}
        tabIndex={keys.reachable === `${at},0` ? 0 : -1}
        aria-pressed={!off}
        aria-label={t('view.paths.loss', { t: lossStep })}
      >
        L<sub>{lossStep}</sub>
      </button>
    </th>
  );
}

function Row(props: {
  readonly row: TriangleRow;
  readonly at: number;
  readonly narrow: boolean;
  readonly scale: StrengthScale;
  readonly hasOtherUses: boolean;
  readonly unsummed: boolean;
  readonly keys: Roving;
  readonly children: ReactNode;
}): ReactNode {
  const { row, at, narrow, scale, keys, unsummed } = props;
  return (
    <tr data-step={row.lossStep}>
      {props.children}
      {row.cells.map((cell, i) => {
        const place = `${at},${i + 1}`;
        return cell === null ? (
          <td key={place} className="triangle-none" />
        ) : (
          <Cell
            key={cell.id}
            {...{ cell, narrow, scale }}
            at={place}
            reachable={keys.reachable === place}
          />
        );
      })}
      {props.hasOtherUses && <Sum value={row.outside} narrow={narrow} unsummed={unsummed} />}
      <Sum value={row.sum} narrow={narrow} unsummed={unsummed} />
    </tr>
  );
}

const Cell = memo(
  (props: {
    readonly cell: TriangleCell;
    readonly at: string;
    readonly narrow: boolean;
    readonly scale: StrengthScale;
    readonly reachable: boolean;
  }): ReactNode => {
    const t = useTranslate();
    const { cell, narrow, scale } = props;
    const { value, off, cut } = cell;
    const name = t('view.paths.cell', {
      lossStep: cell.lossStep,
      step: cell.step,
      value: value === null ? t('ui.notComputedYet') : formatNumber(value),
      cut: cut ? 'yes' : 'no',
    });
    return (
      <td
        className={value === null || off ? '' : toneClass(gradientTone(scale, value))}
        data-quantity={cell.id}
        data-unknown={value === null || undefined}
        data-off={off || undefined}
        data-cut={cut || undefined}
      >
        <button
          type="button"
          data-at={props.at}
          tabIndex={props.reachable ? 0 : -1}
          aria-pressed={!off}
          aria-label={name}
          title={name}
        >
          <NumberText value={value} narrow={narrow} />
        </button>
      </td>
    );
  },
  sameContent,
);

function Sum(props: {
  readonly value: number | null;
  readonly narrow: boolean;
  readonly whole?: boolean;
  /** It is not worked out at all. */
  readonly unsummed?: boolean;
}): ReactNode {
  const t = useTranslate();
  const { value, narrow } = props;
  const why = t(props.unsummed ? 'view.paths.unsummed' : 'ui.notComputedYet');
  return (
    <td
      className={props.whole ? 'triangle-sum whole' : 'triangle-sum'}
      title={value === null ? why : formatExact(value)}
    >
      {value === null && props.unsummed ? (
        <span aria-hidden="true">–</span>
      ) : (
        <NumberText value={value} narrow={narrow} />
      )}
      {value === null && <span className="unseen">{why}</span>}
    </td>
  );
}

function NumberText(props: { readonly value: number | null; readonly narrow: boolean }): ReactNode {
  const { value, narrow } = props;
  if (value === null) return <span aria-hidden="true">·</span>;
  if (!narrow) return formatNumber(value);
  const { digits, power } = cellNumber(value);
  return (
    <>
      {digits}
      {power !== '' && <small>{power}</small>}
    </>
  );
}
