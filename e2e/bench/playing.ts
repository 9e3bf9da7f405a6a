// Whether playing keeps up with the display, and whether long runs leave the page free to answer.

import type { Page } from '@playwright/test';
import { quantile } from './statistics.ts';

declare global {
  interface Window {
    /** Both by stopwatch.js. */
    frameTimes(milliseconds: number): Promise<number[]>;
    readonly longTasks: number[];
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

/** The tasks of the main thread that took longer than 50 ms while `work` went on, in milliseconds. */
export async function longTasks(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => window.longTasks.splice(0));
  await work();
  await page.waitForTimeout(300);
  return page.evaluate(() => window.longTasks);
}
