// The proof: nudge a weight and watch the loss, or compare every gradient with central differences.

import type { ReactNode } from 'react';
import { usePresentMoment } from '#ui/moment.ts';
import { useStudio } from '#ui/studio-context.tsx';
import { CheckAll } from './CheckAll.tsx';
import { NudgePanel } from './NudgePanel.tsx';
import './check.css';

export function CheckLens(): ReactNode {
  const moment = usePresentMoment();
  const weight = useStudio((s) => s.weight);
  return (
    <>
      {weight && <NudgePanel moment={moment} weight={weight} />}
      <CheckAll moment={moment} />
    </>
  );
}
