// Every sign and letter of a formula says what it means: under the pointer, on a click, and as a button for the keyboard.

import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react';
import type { Derivation } from '#expression/derivation.ts';
import { moveAlongToolbar } from '#ui/controls/toolbar-keys.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { Meaning } from '#words/glossary.ts';
import { type Asked, marksIn, meaningOf, selectorOf } from './asked-mark.ts';
import { useAsking } from './use-asking.ts';
import './meaning.css';

/** Between the popover and its mark, and the edge of the window, in px. */
const gap = 6;

/** Stands inside the box whose formulas it explains. */
export function SymbolMeanings({ derivation }: { readonly derivation: Derivation }): ReactNode {
  const t = useTranslate();
  const { context } = derivation;
  const self = useRef<HTMLDivElement>(null);
  const { asked, ask, hide } = useAsking(self);
  const marks = useMemo(
    () => marksIn(derivation).map((mark) => ({ mark, meaning: meaningOf(mark, context, t) })),
    [derivation, context, t],
  );
  // What was asked may not be there any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: hidden for another formula
  useLayoutEffect(hide, [derivation]);
  return (
    <div ref={self} className="meanings">
      <div
        className="factors"
        role="toolbar"
        aria-label={t('view.meaning.signs')}
        data-keys="own"
        onKeyDown={moveAlongToolbar}
        onBlur={hide}
      >
        {marks.map(({ mark, meaning }, i) => (
          <button
            key={mark}
            type="button"
            className="factor"
            tabIndex={i === 0 ? 0 : -1}
            aria-description={meaning.what}
            onFocus={(event) => ask(mark, event.currentTarget)}
            onClick={(event) => ask(mark, event.currentTarget)}
          >
            {`${meaning.sign} ${meaning.name}`}
          </button>
        ))}
      </div>
      {asked && <Popover asked={asked} meaning={meaningOf(asked.mark, context, t)} />}
    </div>
  );
}

function Popover(props: { readonly asked: Asked; readonly meaning: Meaning }): ReactNode {
  const { asked, meaning } = props;
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = panel;
    if (!current) return;
    current.showPopover();
    place(current, asked.at.getBoundingClientRect());
    const box = current.closest('.meanings')?.parentElement;
    const same = box?.querySelectorAll(selectorOf(asked.mark)) ?? [];
    for (const mark of same) mark.toggleAttribute('data-asked', true);
    return () => {
      for (const mark of same) mark.removeAttribute('data-asked');
    };
  }, [asked]);
  return (
    <div ref={panel} popover="manual" role="tooltip" className="meaning">
      <p>
        <strong className="meaning-sign">{meaning.sign}</strong> {meaning.name}
      </p>
      <p>{meaning.what}</p>
    </div>
  );
}

/** Above what it speaks of, or below where there is no room; never over it. */
function place(panel: HTMLElement, mark: DOMRect): void {
  const { width, height } = panel.getBoundingClientRect();
  const above = mark.top - gap - height;
  const top = above >= gap ? above : mark.bottom + gap;
  const middle = (mark.left + mark.right - width) / 2;
  const left = Math.max(gap, Math.min(middle, document.documentElement.clientWidth - width - gap));
  panel.style.setProperty('--below', `${top}px`);
  panel.style.setProperty('--from', `${left}px`);
}
