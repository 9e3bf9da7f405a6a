// What a single unit is called: h₂[3], in the letters of the notation.

import { useMemo } from 'react';
import { type QuantityId, valueId } from '#model/quantity-id.ts';
import { usePicture } from '#views/graph/picture.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { createSpeaker } from '#words/speaker.ts';

/** `unit` null: the whole vector. */
export type UnitName = (quantity: string, t: number, unit: number | null) => string;

export function useUnitName(): UnitName {
  const symbol = useSymbol();
  return (quantity, t, unit) => {
    const whole = symbol(valueId(quantity, t));
    return unit === null ? whole : `${whole}[${unit}]`;
  };
}

/** The symbol of any quantity as plain text. */
export function useSymbol(): (id: QuantityId) => string {
  const { moment, notation } = usePicture();
  const translate = useTranslate();
  const { trace } = moment;
  return useMemo(
    () => createSpeaker(trace, translate, notation).symbol,
    [trace, translate, notation],
  );
}
