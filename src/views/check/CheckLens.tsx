// The proof: nudge a weight and watch the loss, or compare every gradient with central differences.

import type { ReactNode } from 'react';

export function CheckLens(): ReactNode {
  return null;
}
