// What a single unit is called: h₂[3], in the letters of the notation.

import { useMemo } from 'react';
import type { Writing } from '#expression/symbol.ts';
import { type QuantityId, valueId } from '#model/quantity-id.ts';
import { usePlainWriting, useWriting } from '#ui/notation-context.tsx';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { createSpeaker } from '#words/speaker.ts';

/** `unit` null: the whole vector. */
export type UnitName = (quantity: string, t: number, unit: number | null) => string;

/** As plain text. */
export function useUnitName(): UnitName {
  return unitNameBy(useSymbol(usePlainWriting()));
}

export function unitNameBy(symbol: (id: QuantityId) => string): UnitName {
  return (quantity, t, unit) => {
    const whole = symbol(valueId(quantity, t));
    return unit === null ? whole : `${whole}[${unit}]`;
  };
}

/** The symbol of any quantity for a text that RichText sets. */
export function useMarkedSymbol(): (id: QuantityId) => string {
  return useSymbol(useWriting());
}

/** The symbol of any quantity as plain text. */
export function usePlainSymbol(): (id: QuantityId) => string {
  return useSymbol(usePlainWriting());
}

function useSymbol(writing: Writing): (id: QuantityId) => string {
  const { trace } = usePicture().moment;
  const translate = useTranslate();
  return useMemo(
    () => createSpeaker(trace, translate, writing).symbol,
    [trace, translate, writing],
  );
}
