// Firefox, driven over WebDriver BiDi.

import { type Frame, type KeyInput, launch, type Page } from 'puppeteer-core';
import type { Driver, InPage, Place } from './driver.ts';

/** Milliseconds; ends what hangs, and judges no speed. */
const patience = 180_000;

/** Throws if it does not start. */
export async function startFirefox(executablePath: string): Promise<Driver> {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: { width: 1280, height: 800 },
    timeout: patience,
    protocolTimeout: patience,
  });
  const page = await browser.newPage();
  const takeProblems = watch(page);
  const frameAt = (place: Place): Frame => {
    const frame = place === 'page' ? page.mainFrame() : page.mainFrame().childFrames()[0];
    if (!frame) throw new Error('The page has no frame');
    return frame;
  };
  return {
    open: async (address) => {
      await page.goto(address);
    },
    async run<Result>(place: Place, inPage: InPage<Result>, ...values: readonly unknown[]) {
      const call = `(${inPage})(...${JSON.stringify(values)})`;
      return (await frameAt(place).evaluate(call)) as Result;
    },
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key as KeyInput);
    },
    takeProblems,
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}

/** What the browser itself has to say, refusals of the content policy among it, comes as an error of the page. */
function watch(page: Page): () => Promise<readonly string[]> {
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`uncaught: ${String(error)}`));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    const isLocal = ['about:', 'data:', 'blob:'].includes(protocol) || hostname === 'localhost';
    if (!isLocal) found.push(`foreign request: ${request.url()}`);
  });
  return async () => {
    // One round trip, so that what the page has already reported has arrived.
    await page.evaluate(() => 0);
    return found.splice(0);
  };
}
