// What truncation and clipping do to the gradient.

import type { ReactNode } from 'react';
import { usePresentMoment } from '#ui/moment.ts';
import { ClippingPanel } from './ClippingPanel.tsx';
import { TruncationPanel } from './TruncationPanel.tsx';
import './limits.css';

export function LimitsLens(): ReactNode {
  const moment = usePresentMoment();
  return (
    <>
      <TruncationPanel moment={moment} />
      <ClippingPanel moment={moment} />
    </>
  );
}
