// The `test` of the smoke test: a browser that Playwright cannot drive, and another site to frame the studio.

import { test as base, expect } from '@playwright/test';
import type { WebkitPrograms } from '../../.ci/browser.mjs';
import type { Driver } from './driver.ts';
import { startFirefox } from './firefox.ts';
import { startWebkit } from './webkit.ts';

export { expect };

/** The browser of a project. */
export type OtherBrowser =
  | { readonly name: 'firefox'; readonly program: string }
  | { readonly name: 'webkit'; readonly programs: WebkitPrograms };

export interface OtherBrowserOption {
  otherBrowser: OtherBrowser | null;
}

/** It fails on whatever the browser finds fault with, whatever else the test is about. */
export const test = base.extend<{ driver: Driver }, OtherBrowserOption & { running: Driver }>({
  otherBrowser: [null, { scope: 'worker', option: true }],
  running: [
    async ({ otherBrowser }, use) => {
      if (otherBrowser === null) throw new Error('The project names no browser');
      const driver =
        otherBrowser.name === 'firefox'
          ? await startFirefox(otherBrowser.program)
          : await startWebkit(otherBrowser.programs);
      await use(driver);
      await driver.close();
    },
    { scope: 'worker' },
  ],
  driver: async ({ running }, use, testInfo) => {
    await use(running);
    if (testInfo.status !== testInfo.expectedStatus) {
      const body = Buffer.from(await running.screenshot());
      await testInfo.attach('screenshot', { body, contentType: 'image/png' });
    }
    const problems = await running.takeProblems();
    expect(problems).toEqual([]);
  },
});
