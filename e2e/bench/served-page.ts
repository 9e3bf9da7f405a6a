// The page as it is shipped, for measuring: a production build behind the real headers, and a browser to open it in.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumArguments, ensureChromium } from '../../.ci/browser.mjs';
import { root } from '../../.ci/install.mjs';
import { serve } from '../../.ci/serve.mjs';

export interface ServedPage {
  readonly address: string;
  /** Where the built files are. */
  readonly folder: string;
}

/** Builds into a folder that goes away with this process. Source maps lie beside the code, which they do not change. */
export async function servePage(): Promise<ServedPage> {
  const folder = mkdtempSync(join(tmpdir(), 'unrolled-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build({
    root,
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true, sourcemap: 'hidden' },
  });
  return { folder, address: await serve({ folder, port: 4373 }) };
}

/** Those of the browser tests. The frame rate is the usual 60 Hz: a frame waits for the display as on any screen. */
export const chromiumFlags: readonly string[] = chromiumArguments;

export function startBrowser(): Promise<Browser> {
  const executablePath = ensureChromium();
  return chromium.launch({
    headless: true,
    args: [...chromiumFlags],
    ...(executablePath ? { executablePath } : {}),
  });
}

/** A new tab of a new visitor, with the stopwatch in it. */
export async function openTab(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript({ path: join(import.meta.dirname, 'stopwatch.js') });
  return context.newPage();
}
