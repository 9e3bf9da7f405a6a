// All that WebKitGTK writes to its console while a page is open. Under WebDriver it writes nothing, so nobody drives it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { WebkitPrograms } from '../../.ci/browser.mjs';
import { start, startDisplay } from './programs.ts';

/** The lines before the one with these words. Throws if the browser ends before it says them. */
export async function consoleUntil(
  lastWords: string,
  programs: WebkitPrograms,
  address: string,
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'unrolled-webkit-'));
  const display = await startDisplay();
  const browser = await start(
    programs.browser,
    ['--enable-write-console-messages-to-stdout=true', address],
    {
      // What the library of windows has to say comes there, too.
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        DISPLAY: display.name,
        XDG_DATA_HOME: folder,
        XDG_CACHE_HOME: folder,
      },
    },
  );
  try {
    const lines: string[] = [];
    for await (const line of createInterface(browser.process.stderr as Readable)) {
      if (line.includes(lastWords)) return lines;
      if (line.includes(' CONSOLE ')) lines.push(line);
    }
    throw new Error(`The browser has ended: ${lines.join('\n')}`);
  } finally {
    browser.end();
    display.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
