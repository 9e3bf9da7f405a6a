// Which mark of a formula is being asked about: by pointer for as long as it rests there, by click until the next one.

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type Asked, type Mark, markAt, selectorOf } from './asked-mark.ts';

/** A pointer that only passes by asks nothing, and one on its way to the popover leaves it there; in ms. */
const restMs = 250;

export interface Asking {
  readonly asked: Asked | null;
  /** By keyboard: beside its first place in the formula, or beside `otherwise` where none is drawn. */
  readonly ask: (mark: Mark, otherwise: Element) => void;
  readonly hide: () => void;
}

/** `self` stands inside the box with the formulas. */
export function useAsking(self: RefObject<HTMLElement | null>): Asking {
  const [asked, setAsked] = useState<Asked | null>(null);
  const pinned = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const show = useCallback((next: Asked | null, pin: boolean): void => {
    clearTimeout(timer.current);
    pinned.current = pin;
    setAsked(next);
  }, []);
  const hide = useCallback(() => show(null, false), [show]);
  useEffect(() => {
    const box = self.current?.parentElement;
    if (!box) return;
    const listening = new AbortController();
    const { signal } = listening;
    const rests = (target: Element): void => {
      clearTimeout(timer.current);
      if (target.closest('[popover]')) return;
      const next = markAt(target);
      timer.current = setTimeout(() => show(next, false), restMs);
    };
    const over = ({ target, pointerType }: PointerEvent): void => {
      if (pinned.current || pointerType !== 'mouse' || !(target instanceof Element)) return;
      rests(target);
    };
    const click = (event: MouseEvent): void => {
      const next = event.target instanceof Element ? markAt(event.target) : null;
      if (next === null) return;
      // Not the factor around it.
      event.stopPropagation();
      show(next, true);
    };
    const leave = (): void => {
      if (pinned.current) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(hide, restMs);
    };
    box.addEventListener('pointerover', over, { signal });
    box.addEventListener('pointerleave', leave, { signal });
    box.addEventListener('click', click, { signal });
    // The pointer may have come before this did.
    const below = [...box.querySelectorAll(':hover')].at(-1);
    if (below) rests(below);
    return () => {
      clearTimeout(timer.current);
      listening.abort();
    };
  }, [self, show, hide]);
  useDismissal(asked !== null, self, hide);
  const ask = useCallback(
    (mark: Mark, otherwise: Element) => {
      const place = self.current?.parentElement?.querySelector(selectorOf(mark));
      show({ mark, at: place ?? otherwise }, true);
    },
    [self, show],
  );
  return { asked, ask, hide };
}

/** Escape, a press elsewhere, and whatever moves the mark away. */
function useDismissal(open: boolean, self: RefObject<HTMLElement | null>, hide: () => void): void {
  useEffect(() => {
    if (!open) return;
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        hide();
      },
      options,
    );
    // The row of buttons scrolls to the one that has the focus.
    const elsewhere = ({ target }: Event): void => {
      if (!self.current?.contains(target as Node | null)) hide();
    };
    document.addEventListener('pointerdown', elsewhere, options);
    document.addEventListener('scroll', elsewhere, options);
    window.addEventListener('resize', hide, options);
    return () => listening.abort();
  }, [open, self, hide]);
}
