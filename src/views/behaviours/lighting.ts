// Lights every mark of the panel that speaks of the quantity pointed at or selected, without rendering anything again.

import type { Model } from '#model/model.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import { isLit, litBy } from '#scene/lighting.ts';

export interface Lighting {
  /** `parameter`: the one whose paths are shown. */
  update(
    model: Model,
    lit: {
      readonly pointed: QuantityId | null;
      readonly selected: QuantityId | null;
      readonly parameter: string | null;
    },
  ): void;
  destroy(): void;
}

/** Sets `data-lit` and `data-selected` on marks with a `data-quantity` (and further ids in `data-also`). */
export function createLighting(root: HTMLElement): Lighting {
  // Most edits light what was lit before: an attribute taken away and put back would be styled anew.
  const mark = (name: string, ids: readonly QuantityId[]): void => {
    if (ids.length === 0) {
      for (const element of root.querySelectorAll(`[${name}]`)) element.removeAttribute(name);
      return;
    }
    for (const element of root.querySelectorAll(`[data-quantity], [${name}]`)) {
      const own = element.getAttribute('data-quantity') ?? '';
      const also = element.getAttribute('data-also')?.split(' ') ?? [];
      const lit = isLit(own, ids) || also.some((id) => isLit(id, ids));
      if (lit !== element.hasAttribute(name)) element.toggleAttribute(name, lit);
    }
  };
  return {
    update(model, { pointed, selected, parameter }) {
      mark('data-lit', litBy(pointed, model, parameter));
      mark('data-selected', litBy(selected, model, parameter));
    },
    destroy() {
      mark('data-lit', []);
      mark('data-selected', []);
    },
  };
}
