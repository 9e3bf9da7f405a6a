// A square button whose name is spoken and shown as a tooltip.

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './controls.css';

export function IconButton(props: {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Keeps the keyboard focus, unlike `disabled`: a button that becomes idle under the finger stays where it is. */
  readonly idle?: boolean;
  readonly pressed?: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const Icon = props.icon;
  return (
    <button
      type="button"
      className="icon-button"
      title={props.label}
      aria-label={props.label}
      aria-disabled={props.idle ? true : undefined}
      aria-pressed={props.pressed}
      onClick={() => {
        if (!props.idle) props.onPress();
      }}
    >
      <Icon aria-hidden="true" size={18} />
    </button>
  );
}
