// Quantity ids inside TeX: \htmlData{q=…} takes no comma, bracket or percent sign, so an id travels as hexadecimal.

import type { QuantityId } from '#model/quantity-id.ts';

/** The id as hexadecimal digits, four for each UTF-16 unit. */
export function encodeId(id: QuantityId): string {
  return Array.from({ length: id.length }, (_, i) =>
    id.charCodeAt(i).toString(16).padStart(4, '0'),
  ).join('');
}

/** The id that `encodeId` has written (the `data-q` attribute of a factor); null for anything else. */
export function decodeId(code: string): QuantityId | null {
  if (!/^(?:[0-9a-f]{4})+$/.test(code)) return null;
  const units = code.match(/.{4}/g) ?? [];
  return units.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
}
