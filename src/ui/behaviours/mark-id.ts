// Which quantity a mark of the picture stands for.

import type { QuantityId } from '#model/quantity-id.ts';

export function idOf(mark: Element): QuantityId | null {
  return (
    mark.getAttribute('data-entry') ??
    mark.getAttribute('data-quantity') ??
    mark.getAttribute('data-node')
  );
}
