// A button that opens a small list of choices below itself, with the browser's own popover.

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import './controls.css';

export interface MenuChoice {
  readonly id: string;
  readonly text: string;
  readonly description?: string | undefined;
  readonly current?: boolean;
  readonly run: () => void;
}

export function PopoverMenu(props: {
  /** What the button is for, read out before what it shows. */
  readonly label: string;
  /** What the button shows: the present choice, an icon, a word. */
  readonly face: ReactNode;
  readonly choices: readonly MenuChoice[];
}): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const place = (): void => {
    const rectangle = button.current?.getBoundingClientRect();
    if (!rectangle) return;
    panel.current?.style.setProperty('--below', `${rectangle.bottom + 4}px`);
    panel.current?.style.setProperty('--from', `${rectangle.left}px`);
  };
  const choose = (choice: MenuChoice): void => {
    panel.current?.hidePopover();
    choice.run();
  };
  return (
    <>
      <button ref={button} type="button" className="button" popoverTarget={id}>
        {props.face !== props.label && <span className="unseen">{props.label} </span>}
        {props.face}
        <ChevronDown aria-hidden="true" size={14} />
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a popover is no fieldset */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label={props.label}
        className="menu"
        onBeforeToggle={place}
      >
        {props.choices.map((choice) => (
          <button
            key={choice.id}
            type="button"
            className="menu-choice"
            aria-current={choice.current ? 'true' : undefined}
            onClick={() => choose(choice)}
          >
            <span className="menu-text">{choice.text}</span>
            {choice.description !== undefined && (
              <span className="menu-description">{choice.description}</span>
            )}
          </button>
        ))}
      </div>
    </>
  );
}
