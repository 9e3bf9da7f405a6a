// The edges into the present step as a table, for who does not see them.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { edgeFacts } from './edge-facts.scene.ts';
import type { UnitsScene } from './units.scene.ts';
import { useUnitName } from './use-unit-name.ts';

/** More rows than this are not listed. */
const mostRows = 100;

export function UnitsTable({ scene }: { readonly scene: UnitsScene }): ReactNode {
  const translate = useTranslate();
  const { moment } = usePicture();
  const nameOf = useUnitName();
  const t = moment.beat?.t ?? moment.trace.steps;
  const unknown = translate('ui.notComputedYet');
  const rows = scene.edges.filter((edge) => edge.t === t).slice(0, mostRows);
  return (
    <table className="unseen">
      <caption>{translate('view.units.table', { t })}</caption>
      <thead>
        <tr>
          <th scope="col">{translate('view.units.table.from')}</th>
          <th scope="col">{translate('view.units.table.to')}</th>
          <th scope="col">{translate('view.units.table.weight')}</th>
          <th scope="col">{translate('view.units.table.flow')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((edge) => {
          const { weight, flow } = edgeFacts(moment.trace, moment, edge);
          const { from, to } = edge;
          return (
            <tr key={edge.key}>
              <td>{nameOf(from.quantity, from.t, from.unit)}</td>
              <td>{nameOf(to.quantity, to.t, to.unit)}</td>
              <td>{weight === null ? '–' : formatNumber(weight)}</td>
              <td>{flow === null ? unknown : formatNumber(flow.value)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
