// How long a first visit takes until the page can be used.

import type { Browser } from '@playwright/test';
import { openTab } from './served-page.ts';
import { median } from './statistics.ts';

export interface Start {
  /** Milliseconds from the navigation until the graph stands, every beat is computed and the step button answers. */
  readonly usable: number;
  /** Until the first formula is drawn. */
  readonly formula: number;
}

const visits = 7;

/** Medians over new visitors with empty caches. `slowdown`: how many times slower the processor is made. */
export async function timeToUsable(
  browser: Browser,
  address: string,
  slowdown: number,
): Promise<Start> {
  const starts: Start[] = [];
  for (let i = 0; i < visits; i++) {
    const page = await openTab(browser);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.goto(`${address}#v=1&beat=4`);
    await page.waitForFunction(() => window.started?.formula !== undefined);
    starts.push(await page.evaluate(() => window.started));
    await page.context().close();
  }
  return {
    usable: median(starts.map((start) => start.usable)),
    formula: median(starts.map((start) => start.formula)),
  };
}

declare global {
  interface Window {
    /** Filled in by stopwatch.js. */
    readonly started: Start;
  }
}
