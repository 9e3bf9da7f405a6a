// How the gradient fares on its way back through time: vanishing, steady or exploding.

import type { ReactNode } from 'react';

export function TimeLens(): ReactNode {
  return null;
}
