// The `test` every browser test starts from: it fails on any error in the console, any request to
// another origin, and anything the content policy refuses, whatever else the test is about.

import { test as base, expect } from '@playwright/test';

export { expect };

interface Problems {
  /** For a test that provokes a problem on purpose: what it must say. Each must then occur. */
  expect(message: RegExp): void;
}

interface Fixtures {
  readonly problems: Problems;
}

/** Runs in every frame before the page's own scripts. */
function reportViolations(): void {
  const { reportViolation } = window as unknown as { reportViolation: (text: string) => void };
  document.addEventListener('securitypolicyviolation', (event) => {
    reportViolation(`${event.violatedDirective}: ${event.blockedURI || event.sample}`);
  });
}

export const test = base.extend<Fixtures>({
  problems: [
    async ({ context, baseURL }, use) => {
      const found: string[] = [];
      const expected: RegExp[] = [];
      const ownOrigin = new URL(baseURL ?? '').origin;
      context.on('console', (message) => {
        if (message.type() === 'error') found.push(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => found.push(`uncaught: ${error.error().message}`));
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        const local = protocol === 'data:' || protocol === 'blob:' || origin === ownOrigin;
        if (!local) found.push(`foreign request: ${request.url()}`);
      });
      await context.exposeBinding('reportViolation', (_source, text: string) => {
        found.push(`content policy: ${text}`);
      });
      await context.addInitScript(reportViolations);
      await use({ expect: (message) => expected.push(message) });
      // One round trip, so that what the page has already reported has arrived.
      for (const page of context.pages()) await page.evaluate(() => 0).catch(() => 0);
      expect(found.filter((text) => !expected.some((message) => message.test(text)))).toEqual([]);
      for (const message of expected) expect(found.join('\n')).toMatch(message);
    },
    { auto: true },
  ],
});
