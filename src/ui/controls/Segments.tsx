// One of a few choices that stand side by side: radio buttons in the look of a segmented control.

import { type ReactNode, useId } from 'react';
import { keepPageKeys } from './keep-page-keys.ts';
import type { Option } from './SelectField.tsx';
import './controls.css';

export function Segments<V extends string>(props: {
  readonly label: string;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="unseen">{props.label}</legend>
      {props.options.map(({ value, text }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            className="unseen"
            checked={value === props.value}
            onChange={() => props.onChange(value)}
            onClick={keepPageKeys}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
