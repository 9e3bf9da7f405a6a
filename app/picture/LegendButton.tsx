// The legend behind a button, where the picture has no room for it below.

import { Palette } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { Legend } from '#ui/picture/Legend.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

export function LegendButton({ narrow }: { readonly narrow: boolean }): ReactNode {
  const translate = useTranslate();
  const name = translate('view.legend');
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const place = (): void => {
    const box = button.current?.getBoundingClientRect();
    if (!box) return;
    panel.current?.style.setProperty('--below', `${box.bottom + 4}px`);
    panel.current?.style.setProperty('--after', `${window.innerWidth - box.right}px`);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="quiet"
        title={narrow ? name : undefined}
        aria-label={name}
        popoverTarget={id}
      >
        {narrow ? <Palette aria-hidden="true" size={16} /> : name}
      </button>
      <div ref={panel} id={id} popover="auto" className="legend-popover" onBeforeToggle={place}>
        <Legend />
      </div>
    </>
  );
}
