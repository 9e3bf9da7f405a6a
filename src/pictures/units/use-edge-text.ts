// What an edge between two units says: from where to where, the weight it is, the gradient that flows back over it.

import { formatNumber } from '#base/format.ts';
import { entryId, jacobianId, parameterId, type QuantityId } from '#model/quantity-id.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { edgeFacts } from './edge-facts.scene.ts';
import type { UnitEdge } from './unit-edges.scene.ts';
import { unitNameBy } from './use-unit-name.ts';

/** `symbol`: as it is written there. */
export function useEdgeText(symbol: (id: QuantityId) => string): (edge: UnitEdge) => string {
  const { moment } = usePicture();
  const translate = useTranslate();
  const nameOf = unitNameBy(symbol);
  return (edge) => {
    const { from, to, join } = edge;
    const names = {
      from: nameOf(from.quantity, from.t, from.unit),
      to: nameOf(to.quantity, to.t, to.unit),
    };
    const { weight, source, flow } = edgeFacts(moment.trace, moment, edge);
    const forward =
      weight === null
        ? translate('view.units.edge', names)
        : translate('view.units.edge.weight', {
            ...names,
            weight: symbol(entryId(parameterId(join.weight?.name ?? ''), to.unit, from.unit)),
            value: formatNumber(weight),
            known: source === null ? 'no' : 'yes',
            source: source === null ? '' : formatNumber(source),
            product: source === null ? '' : formatNumber(weight * source),
          });
    if (flow === null) return forward;
    const back = translate('view.units.edge.flow', {
      derivative:
        join.kind === 'state'
          ? symbol(entryId(jacobianId(join.to, to.t, join.from.quantity), to.unit, from.unit))
          : symbol(entryId(parameterId(join.weight?.name ?? ''), to.unit, from.unit)),
      slope: formatNumber(flow.derivative),
      gradient: formatNumber(flow.gradient),
      value: formatNumber(flow.value),
    });
    return `${forward} ${back}`;
  };
}
