// The folded net: one cell, its loop, and the step it is at.

import type { ReactNode } from 'react';

export function FoldedView(): ReactNode {
  return null;
}
