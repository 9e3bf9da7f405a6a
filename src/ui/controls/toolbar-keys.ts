// Arrow keys within a toolbar: from one of its buttons to the next, around the end.

import type { KeyboardEvent } from 'react';

/** As the `onKeyDown` of an element whose buttons are one tab stop. */
export function moveAlongToolbar(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const now = buttons.findIndex((button) => button.matches(':focus'));
  buttons[(now + step + buttons.length) % buttons.length]?.focus();
}
