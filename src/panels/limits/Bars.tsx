// A row of bars to choose from, each with its number where there is room.

import type { ReactNode } from 'react';

export interface BarChoice {
  readonly key: number;
  /** Of the full height, 0 … 1. */
  readonly share: number;
  readonly text: string;
  /** What a screen reader says. */
  readonly name: string;
  readonly chosen: boolean;
}

/** More bars than this stand too close to carry their numbers. */
const mostNumbers = 8;
/** More are no longer a choice. */
const mostBars = 60;

export function Bars(props: {
  readonly label: string;
  readonly note: string;
  readonly bars: readonly BarChoice[];
  onChoose(key: number): void;
}): ReactNode {
  const { label, note, bars, onChoose } = props;
  if (bars.length > mostBars) return null;
  const numbered = bars.length <= mostNumbers;
  return (
    <fieldset className="windows">
      <legend>{label}</legend>
      <div className="windows-row">
        {bars.map(({ key, share, text, name, chosen }) => (
          <button
            key={key}
            type="button"
            aria-label={name}
            aria-pressed={chosen}
            title={name}
            onClick={() => onChoose(key)}
          >
            <span className="window-room" aria-hidden="true">
              {numbered && <span className="window-text">{text}</span>}
              <span className="window-bar" style={{ height: `${100 * share}%` }} />
            </span>
            <span className="window-key" aria-hidden="true">
              {key}
            </span>
          </button>
        ))}
      </div>
      <p className="limits-what">{note}</p>
    </fieldset>
  );
}
