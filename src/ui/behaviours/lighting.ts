// Lights every mark of the panel that speaks of the quantity pointed at or selected, without rendering anything again.

import { isLit, litBy } from '#marks/lighting.ts';
import type { Model } from '#model/model.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import { nothingWithheld, type Withheld } from '#playback/withheld.ts';

export interface Lighting {
  /** `parameter`: the one whose paths are shown. */
  update(
    model: Model,
    lit: {
      readonly pointed: QuantityId | null;
      readonly selected: QuantityId | null;
      readonly parameter: string | null;
      /** Withheld: asked of the reader. */
      readonly asked?: Withheld;
    },
  ): void;
  destroy(): void;
}

/** Sets `data-lit`, `data-selected` and `data-asked` on marks with a `data-quantity` (and further ids in `data-also`). */
export function createLighting(root: HTMLElement): Lighting {
  const marked = new Map<string, ReadonlySet<Element>>();
  // Most edits light what was lit before: an attribute taken away and put back would be styled anew.
  const mark = (name: string, ids: readonly QuantityId[]): void => {
    const marks = ids.length === 0 ? [] : [...root.querySelectorAll('[data-quantity]')];
    const lit = new Set(marks.filter((element) => speaksOf(element, ids)));
    for (const element of marked.get(name) ?? []) {
      if (!lit.has(element)) element.removeAttribute(name);
    }
    for (const element of lit) {
      if (!element.hasAttribute(name)) element.setAttribute(name, '');
    }
    marked.set(name, lit);
  };
  return {
    update(model, { pointed, selected, parameter, asked = nothingWithheld }) {
      mark('data-lit', litBy(pointed, model, parameter));
      mark('data-selected', litBy(selected, model, parameter));
      mark('data-asked', [...asked]);
    },
    destroy() {
      mark('data-lit', []);
      mark('data-selected', []);
      mark('data-asked', []);
    },
  };
}

function speaksOf(mark: Element, ids: readonly QuantityId[]): boolean {
  if (isLit(mark.getAttribute('data-quantity') ?? '', ids)) return true;
  const also = mark.getAttribute('data-also');
  return also?.split(' ').some((id) => isLit(id, ids)) ?? false;
}
