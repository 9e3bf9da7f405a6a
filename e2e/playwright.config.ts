// The browser tests: a fresh build, served with the headers of production.

import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import {
  chromiumArguments,
  findChromium,
  findFirefox,
  findWebkit,
  installedOthers,
} from '../.ci/browser.mjs';
import type { OtherBrowserOption } from './browsers/fixtures.ts';

/** The first free port from `port` on; worker processes read the same one from the environment. */
async function freePort(port: number): Promise<number> {
  const free = await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });
  return free ? port : freePort(port + 1);
}

process.env.E2E_PORT ??= String(await freePort(4273));
const port = Number(process.env.E2E_PORT);
// Where the page is built, or was before: one build for all who are told of it.
process.env.E2E_BUILD ??= mkdtempSync(join(tmpdir(), 'unrolled-'));
const build = process.env.E2E_BUILD;
const executablePath = findChromium();
const others = installedOthers();

// Found once, and not by every worker process again.
process.env.E2E_OTHER_BROWSERS ??= JSON.stringify({
  firefox: findFirefox(),
  webkit: findWebkit(),
});
const { firefox, webkit } = JSON.parse(process.env.E2E_OTHER_BROWSERS);

/** What Playwright cannot drive walks no journeys: it has a smoke test. */
const smoke = { testDir: './browsers' };
const journeys = { testIgnore: /[/\\]e2e[/\\]browsers[/\\]/ };

export default defineConfig<object, OtherBrowserOption>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: `../test-results/${port}`,
  workers: 2,
  fullyParallel: true,
  // Limits end what hangs and judge no speed: the slowest needs less than a tenth of them, alone on two processors.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  // What fails once has failed: a second try would hide it.
  retries: 0,
  reporter: 'list',
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    baseURL: `http://localhost:${port}/`,
    headless: true,
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'chromium',
      ...journeys,
      use: {
        browserName: 'chromium',
        launchOptions: { args: chromiumArguments, ...(executablePath ? { executablePath } : {}) },
      },
    },
    ...(others.firefox
      ? [{ name: 'firefox', ...journeys, use: { browserName: 'firefox' as const } }]
      : []),
    ...(others.webkit
      ? [{ name: 'webkit', ...journeys, use: { browserName: 'webkit' as const } }]
      : []),
    ...(firefox
      ? [
          {
            name: 'firefox smoke',
            ...smoke,
            use: { otherBrowser: { name: 'firefox' as const, program: firefox } },
          },
        ]
      : []),
    ...(webkit
      ? [
          {
            name: 'webkit smoke',
            ...smoke,
            use: { otherBrowser: { name: 'webkit' as const, programs: webkit } },
          },
        ]
      : []),
  ],
  webServer: {
    command: `node .ci/serve-fresh.mjs ${port} "${build}"`,
    cwd: '..',
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
});
