// What a first visit downloads: counted by the bench, and held under its bar by a test.

import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** Bytes of scripts before KaTeX, the worker's included, gzip. */
export const scriptBar = 200_000;

export interface Download {
  readonly name: string;
  /** Bytes, gzip at its default level. */
  readonly size: number;
  /** KaTeX and what draws with it: asked for by the formula panel, after the page is usable. */
  readonly katex: boolean;
}

/**
 * Every file of a visit in a new tab, in the order of arrival. With `ahead`, also those that come while that is
 * awaited; without, the page is told to save data, and fetches only what it shows.
 */
export async function downloads(
  page: Page,
  address: string,
  ahead?: () => Promise<void>,
): Promise<readonly Download[]> {
  if (ahead === undefined) await page.addInitScript(saveData);
  const found: Promise<Download>[] = [];
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname.split('/').at(-1) || 'index.html';
    const size = response.body().then((body) => gzipSync(body).length);
    // Fonts are compressed already, and come with KaTeX's style sheet.
    const katex = /^(katex|formula)/i.test(name);
    found.push(size.then((bytes) => ({ name, size: bytes, katex })));
  });
  const worker = page.waitForResponse(/\/serve-[^/]*\.js$/);
  await page.goto(address);
  await worker;
  // A busy page may pause for longer than a network that has come to rest.
  await page.locator('.formula .katex').first().waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await ahead?.();
  return Promise.all(found);
}

export function scriptsBeforeKatex(files: readonly Download[]): number {
  return files
    .filter(({ name, katex }) => name.endsWith('.js') && !katex)
    .reduce((sum, { size }) => sum + size, 0);
}

/** Runs in the page before its own scripts. */
function saveData(): void {
  Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
}
