// A number to type or to step with the arrow keys; every valid entry applies at once.

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useTranslate } from '#ui/translate-context.tsx';
import type { MessageId } from '#words/messages.ts';
import { useSteps } from './use-steps.ts';
import './controls.css';

export interface NumberFieldProps {
  /** Visible, or for assistive technology only where `quiet`. */
  readonly label: string;
  readonly quiet?: boolean;
  /** null: nothing chosen; the field is empty. */
  readonly value: number | null;
  readonly min?: number;
  readonly max?: number;
  /** A bound that is itself not allowed; goes before `max`. */
  readonly below?: number | undefined;
  readonly integer?: boolean;
  /** What an arrow key adds; with Shift ten times as much. */
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

export function NumberField(props: NumberFieldProps): ReactNode {
  const note = useId();
  const { label, value, step = 1 } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const steps = useSteps(value, setDraft, input);
  const type = (text: string): void => {
    steps.stop();
    setDraft(text);
    setRefused(text.trim() === '' || parseNumber(text, props) !== null ? null : text);
    const typed = parseNumber(text, props);
    if (typed !== null && typed !== value) props.onChange(typed);
  };
  const nudge = (event: KeyboardEvent): void => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const amount = step * (event.shiftKey ? 10 : 1) * direction;
    const typed = draft === null ? null : parseNumber(draft, props);
    const next = nudged(steps.onTheWay() ?? typed ?? value ?? 0, amount, props);
    steps.start(next);
    setRefused(null);
    if (next !== value) props.onChange(next);
  };
  const text = draft ?? (value === null ? '' : String(value));
  const field = (
    <label className="field">
      <span className={props.quiet ? 'unseen' : 'field-label'}>{label}</span>
      <input
        ref={input}
        type="text"
        inputMode={props.integer ? 'numeric' : 'decimal'}
        role="spinbutton"
        autoComplete="off"
        spellCheck={false}
        aria-valuenow={value ?? undefined}
        aria-valuemin={props.min}
        aria-valuemax={props.max}
        aria-invalid={draft !== null && parseNumber(draft, props) === null}
        aria-describedby={refused === null ? undefined : note}
        // No digit is hidden.
        style={
          text.length > shortNumber ? { width: `calc(${text.length}ch + 1.25rem)` } : undefined
        }
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={nudge}
        onBlur={() => {
          steps.stop();
          setDraft(null);
        }}
      />
    </label>
  );
  return (
    <span className="number-field">
      {field}
      {refused !== null && <Refusal id={note} text={refused} bounds={props} />}
    </span>
  );
}

/** Why what was typed is not taken; it stays when the field has gone back to its number. */
function Refusal(props: {
  readonly id: string;
  readonly text: string;
  readonly bounds: Bounds;
}): ReactNode {
  const t = useTranslate();
  const { id, text, bounds } = props;
  return (
    <span id={id} role="alert" className="field-note">
      {t('studio.number.refused', { text, wanted: t(...wantedOf(bounds)) })}
    </span>
  );
}

/** Characters that the field has room for as it is. */
const shortNumber = 4;

type Bounds = Pick<NumberFieldProps, 'min' | 'max' | 'below' | 'integer'>;

/** The number a text stands for; null where it is none, or outside the bounds. A comma counts as a decimal point. */
export function parseNumber(text: string, bounds: Bounds): number | null {
  const plain = text.trim().replace('\u2212', '-').replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  if (!Number.isFinite(value) || (bounds.integer && !Number.isInteger(value))) return null;
  const { min = -Infinity, max = Infinity, below = Infinity } = bounds;
  return value < min || value > max || value >= below ? null : value;
}

/** What the field takes, as a message with its values. */
export function wantedOf(bounds: Bounds): readonly [MessageId, Readonly<Record<string, string>>] {
  const { min, max = Number.MAX_SAFE_INTEGER, integer = false } = bounds;
  const limits = { min: String(min), max: String(max) };
  if (min === undefined) return ['studio.number.any', {}];
  if (bounds.below !== undefined) {
    return ['studio.number.below', { min: limits.min, below: String(bounds.below) }];
  }
  if (max === Number.MAX_SAFE_INTEGER) {
    return [integer ? 'studio.number.wholeFrom' : 'studio.number.from', limits];
  }
  return [integer ? 'studio.number.wholeBetween' : 'studio.number.between', limits];
}

/** Nobody writes a number with more decimals than these by hand: it was drawn or computed. */
const mostWritten = 6;

/** A number as a field begins with it: one that was drawn or computed without the digits that nobody reads. */
export function fieldText(value: number): string {
  return String(placesOf(value) > mostWritten ? Number(value.toPrecision(4)) : value);
}

/**
 * One arrow key further, within the bounds: the sum of the two as they are written, so that 0.1 + 0.2 is 0.3. A number
 * that was drawn or computed goes on to the next multiple of the amount, as in any number field of a browser.
 */
export function nudged(value: number, amount: number, bounds: Bounds): number {
  const { min = -Infinity, max = Infinity, below = Infinity } = bounds;
  const [places, own] = [placesOf(value), placesOf(amount)];
  const next =
    places > Math.max(mostWritten, own)
      ? Number((nextWhole(value / Math.abs(amount), amount) * Math.abs(amount)).toFixed(own))
      : Number((value + amount).toFixed(Math.min(mostPlaces, Math.max(places, own))));
  // There is no largest number below a bound: the field stays where it is.
  return next >= below ? value : Math.min(max, Math.max(min, next));
}

/** The next whole number upwards, or downwards for a negative direction. */
function nextWhole(value: number, direction: number): number {
  return direction > 0 ? Math.floor(value) + 1 : Math.ceil(value) - 1;
}

/** As many as `toFixed` takes. */
const mostPlaces = 100;

/** Digits after the decimal point. */
function placesOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}
