// A native select with its label and typed options.

import { type ReactNode, useId } from 'react';
import './controls.css';

export interface Option<V extends string> {
  readonly value: V;
  readonly text: string;
}

export function SelectField<V extends string>(props: {
  readonly label: string;
  readonly quiet?: boolean;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
}): ReactNode {
  const id = useId();
  const choose = (text: string): void => {
    const option = props.options.find(({ value }) => value === text);
    if (option) props.onChange(option.value);
  };
  return (
    <span className="field">
      <label htmlFor={id} className={props.quiet ? 'unseen' : 'field-label'}>
        {props.label}
      </label>
      <select id={id} value={props.value} onChange={(event) => choose(event.target.value)}>
        {props.options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}
