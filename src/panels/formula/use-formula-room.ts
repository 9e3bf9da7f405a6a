// How much room the formula's box has for equations, in em of their type.

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type FormulaRoom, roomOf } from '#expression/fit.ts';
import { watchSize } from '#ui/behaviours/watch-size.ts';

/** For a box whose size does not depend on what is in it; null until it has been measured. */
export function useFormulaRoom(): readonly [RefObject<HTMLDivElement | null>, FormulaRoom | null] {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<FormulaRoom | null>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    const measure = (): void => {
      const next = measuredRoom(current);
      setRoom((last) => (last?.width === next.width && last.height === next.height ? last : next));
    };
    measure();
    return watchSize([current], measure);
  }, []);
  return [box, room];
}

function measuredRoom(box: HTMLElement): FormulaRoom {
  const style = getComputedStyle(box);
  const [top, right, bottom, left, type] = [
    style.paddingTop,
    style.paddingRight,
    style.paddingBottom,
    style.paddingLeft,
    style.fontSize,
  ].map(Number.parseFloat) as [number, number, number, number, number];
  return roomOf(box.clientWidth - left - right, box.clientHeight - top - bottom, type);
}
