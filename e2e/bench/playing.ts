// Whether playing keeps up with the display.

import type { Page } from '@playwright/test';
import { quantile } from './statistics.ts';

declare global {
  interface Window {
    /** By stopwatch.js. */
    frameTimes(milliseconds: number): Promise<number[]>;
  }
}

export interface Playing {
  /** Frames a second that the page drew. */
  readonly rate: number;
  /** Milliseconds between two frames, which 95 % of them do not exceed. */
  readonly p95: number;
}

/** Plays from the first beat for a while, at the speed that is set. */
export async function played(page: Page, milliseconds: number): Promise<Playing> {
  await page.getByRole('button', { name: 'First beat' }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  const frames = await page.evaluate((time) => window.frameTimes(time), milliseconds);
  const gaps = frames.slice(1).map((time, i) => time - (frames[i] ?? time));
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return { rate: (1000 * gaps.length) / total, p95: quantile(gaps, 0.95) };
}
