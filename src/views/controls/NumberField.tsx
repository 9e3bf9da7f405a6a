// A number to type or to step with the arrow keys; every valid entry applies at once.

import { type KeyboardEvent, type ReactNode, useState } from 'react';
import './controls.css';

export interface NumberFieldProps {
  /** Visible, or for assistive technology only where `quiet`. */
  readonly label: string;
  readonly quiet?: boolean;
  /** null: nothing chosen; the field is empty. */
  readonly value: number | null;
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** What an arrow key adds; with Shift ten times as much. */
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, value, step = 1 } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const type = (text: string): void => {
    setDraft(text);
    const typed = parseNumber(text, props);
    if (typed !== null && typed !== value) props.onChange(typed);
  };
  const nudge = (event: KeyboardEvent): void => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setDraft(null);
    const amount = step * (event.shiftKey ? 10 : 1) * direction;
    props.onChange(nudged(value ?? 0, amount, props));
  };
  return (
    <label className="field">
      <span className={props.quiet ? 'unseen' : 'field-label'}>{label}</span>
      <input
        type="text"
        inputMode={props.integer ? 'numeric' : 'decimal'}
        role="spinbutton"
        autoComplete="off"
        spellCheck={false}
        aria-valuenow={value ?? undefined}
        aria-valuemin={props.min}
        aria-valuemax={props.max}
        aria-invalid={draft !== null && parseNumber(draft, props) === null}
        value={draft ?? (value === null ? '' : String(value))}
        onChange={(event) => type(event.target.value)}
        onKeyDown={nudge}
        onBlur={() => setDraft(null)}
      />
    </label>
  );
}

type Bounds = Pick<NumberFieldProps, 'min' | 'max' | 'integer'>;

/** The number a text stands for; null where it is none, or outside the bounds. A comma counts as a decimal point. */
export function parseNumber(text: string, bounds: Bounds): number | null {
  const plain = text.trim().replace('\u2212', '-').replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  if (!Number.isFinite(value) || (bounds.integer && !Number.isInteger(value))) return null;
  const { min = -Infinity, max = Infinity } = bounds;
  return value < min || value > max ? null : value;
}

/** One arrow key further, within the bounds, without the dust of binary fractions (0.1 + 0.2). */
export function nudged(value: number, amount: number, bounds: Bounds): number {
  const { min = -Infinity, max = Infinity } = bounds;
  const next = Number((value + amount).toPrecision(12));
  return Math.min(max, Math.max(min, next));
}
