// The value of one weight as a field: typing, arrow keys (with Shift ten times as far) and buttons, Enter, Escape.

import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { formatExact } from '#base/format.ts';
import type { WeightChoice } from '#store/state.ts';
import { fieldText, nudged, parseNumber } from '#ui/controls/NumberField.tsx';
import { useSteps } from '#ui/controls/use-steps.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

/** One press of an arrow key or a button. */
const step = 0.01;

export function WeightField(props: {
  readonly choice: WeightChoice;
  readonly value: number;
  readonly label: string;
  readonly onClose?: () => void;
}): ReactNode {
  const { choice, value, label, onClose } = props;
  const { setWeight } = useStudioActions();
  const before = useRef(value);
  const field = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const steps = useSteps(value, setDraft, field);
  const text = draft ?? fieldText(value);
  useSelected(field, onClose !== undefined);

  const change = (next: string): void => {
    steps.stop();
    setDraft(next);
    const number = parseNumber(next, {});
    if (number !== null) setWeight(choice, number);
  };
  const nudge = (amount: number): void => {
    const typed = draft === null ? null : parseNumber(draft, {});
    const next = nudged(steps.onTheWay() ?? typed ?? value, amount, {});
    steps.start(next);
    setWeight(choice, next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction !== 0) {
      event.preventDefault();
      nudge(step * (event.shiftKey ? 10 : 1) * direction);
    } else if (event.key === 'Enter') {
      onClose?.();
    } else if (event.key === 'Escape') {
      change(String(before.current));
      onClose?.();
    }
  };
  return (
    <span className="weight-stepper">
      <NudgeButton sign="−" message="view.weight.less" onPress={() => nudge(-step)} />
      <input
        ref={field}
        className="weight-field"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        title={formatExact(value)}
        // No digit is hidden.
        style={{ minWidth: `calc(${text.length}ch + 0.5rem)` }}
        aria-invalid={parseNumber(text, {}) === null}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          steps.stop();
          setDraft(null);
          onClose?.();
        }}
      />
      <NudgeButton sign="+" message="view.weight.more" onPress={() => nudge(step)} />
    </span>
  );
}

/** A field that opens takes the focus, and what is typed replaces its number. */
function useSelected(field: RefObject<HTMLInputElement | null>, opens: boolean): void {
  useEffect(() => {
    if (!opens) return;
    field.current?.focus();
    field.current?.select();
  }, [field, opens]);
}

/** Leaves the focus in the field, whose arrow keys do the same. */
function NudgeButton(props: {
  readonly sign: string;
  readonly message: 'view.weight.less' | 'view.weight.more';
  readonly onPress: () => void;
}): ReactNode {
  const translate = useTranslate();
  return (
    <button
      type="button"
      className="quiet nudge"
      tabIndex={-1}
      aria-label={translate(props.message, { step })}
      onPointerDown={(event) => event.preventDefault()}
      onClick={props.onPress}
    >
      {props.sign}
    </button>
  );
}
