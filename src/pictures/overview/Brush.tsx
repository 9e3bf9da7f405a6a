// Chooses the steps that the graph shows: by pointer on the whole strip, by keyboard with three sliders.

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { lengthOf, movedTo, type StepWindow, withEnd, withStart } from '#playback/window.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { MessageId } from '#words/messages.ts';
import { overviewX, rangeMiddle, stepAt } from './overview.scene.ts';

interface BrushProps {
  /** The steps that are shown now. */
  readonly window: StepWindow;
  /** T. */
  readonly steps: number;
  /** Of the strip, in px. */
  readonly width: number;
  readonly onWindow: (window: StepWindow) => void;
  /** A step was clicked. */
  readonly onStep: (t: number) => void;
}

const parts = ['window', 'start', 'end'] as const;
type Part = (typeof parts)[number];

/** A press on the strip, until it is let go. */
interface Grip {
  /** What was taken hold of; null beside the window, where a new one is drawn. */
  readonly part: Part | null;
  readonly x: number;
  readonly window: StepWindow;
  moved: boolean;
}

/** Between the two edges the window itself can be taken hold of, in px; the style sheet says the same. */
const narrowestGrip = 14;

/** A press that moves less than this is a click, in px. */
const still = 3;

export function Brush(props: BrushProps): ReactNode {
  const { window, steps, width } = props;
  const press = usePress(props);
  const left = overviewX(steps, width, window.from);
  const right = overviewX(steps, width, window.to + 1);
  const spare = Math.max(0, (narrowestGrip - (right - left)) / 2);
  return (
    <div className="brush" {...press}>
      <Handle part="window" {...props} style={{ left, width: Math.max(2, right - left) }} />
      <Handle part="start" {...props} style={{ left: left - spare }} />
      <Handle part="end" {...props} style={{ left: right + spare }} />
    </div>
  );
}

function usePress({ window, steps, width, onWindow, onStep }: BrushProps) {
  const grip = useRef<Grip | null>(null);
  const xOf = (event: PointerEvent): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      const target = event.target instanceof Element ? event.target.closest('[data-part]') : null;
      const part = parts.find((one) => one === target?.getAttribute('data-part')) ?? null;
      grip.current = { part, x: xOf(event), window, moved: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      const held = grip.current;
      const x = xOf(event);
      if (!held || (!held.moved && Math.abs(x - held.x) < still)) return;
      held.moved = true;
      onWindow(dragged(held, x, steps, width));
    },
    onPointerUp(event: PointerEvent) {
      if (grip.current?.moved === false) onStep(stepAt(steps, width, xOf(event)));
      grip.current = null;
    },
    onPointerCancel() {
      grip.current = null;
    },
  };
}

function dragged({ part, x: start, window }: Grip, x: number, steps: number, width: number) {
  const by = Math.round(((x - start) / width) * steps);
  if (part === 'window') return movedTo(window, window.from + by, steps);
  if (part === 'start') return withStart(window, window.from + by, steps);
  if (part === 'end') return withEnd(window, window.to + by, steps);
  // A new window, from where the press began.
  const [first, last] = [stepAt(steps, width, start), stepAt(steps, width, x)];
  const begun = { from: first, to: first };
  return last < first ? withStart(begun, last, steps) : withEnd(begun, last, steps);
}

const labels: Readonly<Record<Part, MessageId>> = {
  window: 'view.overview.window',
  start: 'view.overview.start',
  end: 'view.overview.end',
};

/** The middle of the range, from the window's left edge. */
function rangeLeft({ window, steps, width }: BrushProps): number {
  return rangeMiddle(steps, width, window) - overviewX(steps, width, window.from);
}

/** How far a key moves, in steps; with Shift, by the length of the window. Page keys are the page's: they step. */
const keys: Readonly<Record<string, (stride: number, steps: number) => number>> = {
  ArrowRight: (stride) => stride,
  ArrowUp: (stride) => stride,
  ArrowLeft: (stride) => -stride,
  ArrowDown: (stride) => -stride,
  Home: (_, steps) => -steps,
  End: (_, steps) => steps,
};

function Handle(
  props: BrushProps & {
    readonly part: Part;
    readonly style: { readonly left: number; readonly width?: number };
  },
): ReactNode {
  const { part, window, steps, style, onWindow } = props;
  const translate = useTranslate();
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = keys[event.key]?.(event.shiftKey ? lengthOf(window) : 1, steps);
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (part === 'window') onWindow(movedTo(window, window.from + by, steps));
    else if (part === 'start') onWindow(withStart(window, window.from + by, steps));
    else onWindow(withEnd(window, window.to + by, steps));
  };
  const step = part === 'end' ? window.to : window.from;
  return (
    <div
      className={`brush-${part}`}
      data-part={part}
      data-keys="own"
      role="slider"
      tabIndex={0}
      style={style}
      aria-label={translate(labels[part])}
      aria-valuemin={1}
      aria-valuemax={steps}
      aria-valuenow={step}
      aria-valuetext={
        part === 'window'
          ? translate('view.overview.range', { ...window, steps })
          : translate('view.overview.step', { t: step, steps })
      }
      onKeyDown={onKeyDown}
    >
      {part === 'window' && (
        <span className="brush-range" style={{ left: rangeLeft(props) }}>
          {`${window.from} … ${window.to}`}
        </span>
      )}
    </div>
  );
}
