// A button beside a picture or a chart: takes it away as a file.

import { ImageDown } from 'lucide-react';
import { type ReactNode, Suspense, useState } from 'react';
import { lazyView } from '#ui/lazy-view.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

const FigureDialog = lazyView(
  () => import('./FigureDialog.tsx').then((m) => m.FigureDialog),
  ['beats', 'dialogs', 'notices'],
);

export function FigureButton(props: {
  /** What is taken, as a selector: the nearest one around or beside the button. */
  readonly of: string;
  /** What it is called. */
  readonly name: string;
}): ReactNode {
  const t = useTranslate();
  const [taken, setTaken] = useState<Element | null>(null);
  const label = t('ui.figure', { name: props.name });
  return (
    <>
      <button
        type="button"
        className="quiet figure-button"
        title={label}
        aria-label={label}
        data-figure="no"
        onClick={(event) => setTaken(nearest(event.currentTarget, props.of))}
      >
        {icon}
      </button>
      <Suspense>
        {taken && <FigureDialog root={taken} name={props.name} onClose={() => setTaken(null)} />}
      </Suspense>
    </>
  );
}

function nearest(button: Element, selector: string): Element | null {
  for (let around = button.parentElement; around !== null; around = around.parentElement) {
    const found = around.matches(selector) ? around : around.querySelector(selector);
    if (found) return found;
  }
  return null;
}

/** The same element each time: what stands beside it changes with every beat, and this does not. */
const icon = <ImageDown aria-hidden="true" size={16} />;
