// The size of an element as it is on screen, kept up to date.

import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Room } from '#marks/graph-layout.ts';
import { watchSize } from '#ui/behaviours/watch-size.ts';

/** Width and height of the element's content box in whole px; null until it has been measured. */
export function useRoom(element: RefObject<HTMLElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return;
    const measure = (): void => {
      const next = { width: node.clientWidth, height: node.clientHeight };
      setRoom((last) => (last?.width === next.width && last.height === next.height ? last : next));
    };
    measure();
    return watchSize([node], measure);
  }, [element]);
  return room;
}
