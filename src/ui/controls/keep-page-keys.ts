// Who presses a choice by pointer goes on with the keys of the page: the arrows step through the run, not the choices.

import type { MouseEvent } from 'react';

/** As the `onClick` of a radio button: a press by keyboard keeps the focus, one by pointer lets it go. */
export function keepPageKeys({ detail, currentTarget }: MouseEvent<HTMLElement>): void {
  if (detail > 0) currentTarget.blur();
}
