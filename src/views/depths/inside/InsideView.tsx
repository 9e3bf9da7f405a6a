// The operations inside one column, from the declaration of the cell.

import type { ReactNode } from 'react';

export function InsideView(): ReactNode {
  return null;
}
