// The keys of a picture whose marks stand anywhere: an arrow moves to the nearest mark in its direction.

import type { RefObject } from 'react';
import { nearestMark, type Roving, useRoving } from '#ui/behaviours/use-roving.ts';
import { useStudioActions } from '#ui/studio-context.tsx';

/** `keys`: the `data-node` of every mark, in reading order. Enter and the space bar select its `data-quantity`. */
export function useNearKeys(keys: readonly string[], root: RefObject<Element | null>): Roving {
  const { select } = useStudioActions();
  return useRoving({
    attribute: 'data-node',
    first: keys[0] ?? '',
    has: (key) => keys.includes(key),
    next: (from, _, direction) => root.current && nearestMark(from, root.current, direction),
    take(mark) {
      const id = mark.getAttribute('data-quantity');
      if (id !== null) select(id);
    },
  });
}
