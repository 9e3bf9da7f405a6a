// The unit that is pointed at, anywhere on the page, in numbers: also where units are too small to hold any.

import { formatNumber } from '#base/format.ts';
import { parseQuantityId } from '#model/parse-quantity-id.ts';
import { entryId, gradientId, type QuantityId, valueId } from '#model/quantity-id.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import { isKnown } from '#ui/moment.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { ringOf } from './unit-nodes.scene.ts';
import { unitNameBy, useMarkedSymbol } from './use-unit-name.ts';

/** For RichText; null where no single unit is pointed at. */
export function usePointedUnit(): string | null {
  const { moment } = usePicture();
  const translate = useTranslate();
  const nameOf = unitNameBy(useMarkedSymbol());
  const pointed = useStudio((s) => s.pointed);
  const { meaning, entry } = parseQuantityId(moment.trace.model, pointed ?? '') ?? {};
  if (meaning?.kind !== 'value' || typeof meaning.step !== 'number' || !entry) return null;
  const { name: quantity, step: t } = meaning;
  const place = entry.row;
  const ring = ringOf(quantity);
  const numberOf = (id: QuantityId): string | null => {
    const number = isKnown(moment, id) ? numbersOf(moment.trace, id)?.data[0] : undefined;
    return number === undefined ? null : formatNumber(number);
  };
  return translate('view.units.node', {
    name: nameOf(quantity, t, place),
    value: numberOf(entryId(valueId(quantity, t), place)) ?? translate('ui.notComputedYet'),
    gradient: (ring !== null && numberOf(entryId(gradientId(ring, t), place))) || 'none',
  });
}
