// What truncation and clipping do to the gradient.

import type { ReactNode } from 'react';

export function LimitsLens(): ReactNode {
  return null;
}
