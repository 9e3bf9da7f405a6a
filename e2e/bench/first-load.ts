// What a first visit downloads, and how long it takes until the page can be used.

import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { openTab } from './served-page.ts';
import { median } from './statistics.ts';

export interface Download {
  readonly name: string;
  /** Bytes, gzip at its default level. */
  readonly size: number;
  /** Asked for by the formula panel, after the page is usable. */
  readonly katex: boolean;
}

/** Every file of a first visit, in the order of arrival, until nothing more comes. */
export async function downloads(browser: Browser, address: string): Promise<readonly Download[]> {
  const page = await openTab(browser);
  const found: Promise<Download>[] = [];
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname.split('/').at(-1) || 'index.html';
    const size = response.body().then((body) => gzipSync(body).length);
    // Fonts are compressed already, and come with KaTeX's style sheet.
    const katex = /katex/i.test(name);
    found.push(size.then((bytes) => ({ name, size: bytes, katex })));
  });
  await page.goto(`${address}#v=1&beat=4`, { waitUntil: 'networkidle' });
  const all = await Promise.all(found);
  await page.context().close();
  return all;
}

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
