// The same data through a vanilla, an LSTM and a GRU cell, on one time axis.

import type { ReactNode } from 'react';

export function CellsLens(): ReactNode {
  return null;
}
