// WebKitGTK, driven over WebDriver, on a display that nobody sees.

import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebkitPrograms } from '../../.ci/browser.mjs';
import type { Driver, InPage, Place } from './driver.ts';
import { start, startDisplay } from './programs.ts';

/** No error, though told as one: the sizes that were not told in this frame are told in the next one. */
export const sizesLater = 'ResizeObserver loop completed with undelivered notifications';

/** Throws if it does not start. */
export async function startWebkit(programs: WebkitPrograms): Promise<Driver> {
  const display = await startDisplay();
  const port = await freePort();
  const driver = await start(programs.driver, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display.name },
  });
  const request = requestsTo(`http://127.0.0.1:${port}`);
  const end = (): void => {
    driver.end();
    display.end();
  };
  try {
    await listening(request);
    const options = { binary: programs.browser, args: ['--automation'] };
    const session = (await request('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    })) as { readonly sessionId: string };
    const inSession: Request = (method, path, body) =>
      request(method, `/session/${session.sessionId}${path}`, body);
    const close = async (): Promise<void> => {
      await inSession('DELETE', '').finally(end);
    };
    return { ...(await driverOf(inSession)), close };
  } catch (error) {
    end();
    throw error;
  }
}

type Request = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

/** Requests of the protocol (W3C WebDriver, §6); they reject with its error. */
function requestsTo(address: string): Request {
  return async (method, path, body) => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${address}${path}`, { method, ...content });
    const { value } = (await response.json()) as { readonly value: unknown };
    if (response.ok) return value;
    const { error, message } = value as { readonly error: string; readonly message: string };
    throw new Error(`${method} ${path}: ${error}, ${message}`);
  };
}

async function listening(request: Request): Promise<void> {
  for (;;) {
    const answers = await request('GET', '/status').then(
      () => true,
      () => false,
    );
    if (answers) return;
    await wait(50);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Keys by name, as the protocol writes them (§17.4.2). */
const keyCodes: Readonly<Record<string, string>> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

async function driverOf(request: Request): Promise<Omit<Driver, 'close'>> {
  let found: string[] = [];
  await request('POST', '/window/rect', { width: 1280, height: 850 });
  const inFrame = async (): Promise<boolean> => {
    await request('POST', '/frame', { id: null });
    const switched = request('POST', '/frame', { id: 0 });
    return switched.then(
      () => true,
      () => false,
    );
  };
  const goTo = async (place: Place): Promise<void> => {
    if (place === 'page') await request('POST', '/frame', { id: null });
    else if (!(await inFrame())) throw new Error('The page has no frame');
  };
  const execute = (body: string, args: readonly unknown[]): Promise<unknown> =>
    request('POST', '/execute/sync', { script: `(${watch})(); ${body}`, args });
  const collect = async (): Promise<void> => {
    const take = `return (${watch})().splice(0)`;
    await goTo('page');
    found = [...found, ...((await execute(take, [])) as string[])];
    if (await inFrame()) found = [...found, ...((await execute(take, [])) as string[])];
  };
  return {
    async open(address) {
      await collect();
      await request('POST', '/url', { url: address });
      await execute('', []);
    },
    async run<Result>(place: Place, inPage: InPage<Result>, ...values: readonly unknown[]) {
      await goTo(place);
      return (await execute(`return (${inPage}).apply(null, arguments)`, values)) as Result;
    },
    async press(...keys) {
      const actions = keys.flatMap((key) => {
        const value = keyCodes[key] ?? key;
        return [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ];
      });
      await request('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    async takeProblems() {
      await collect();
      return found.splice(0).filter((text) => !text.includes(sizesLater));
    },
    async screenshot() {
      return Buffer.from((await request('GET', '/screenshot')) as string, 'base64');
    },
  };
}

/**
 * Runs in the page; returns what has been found since it ran there first. WebDriver reports no errors: what comes
 * before, and what the browser itself says, is read by `webkit-console.ts`.
 */
function watch(): string[] {
  const watched = window as unknown as { problemsFound?: string[] };
  if (watched.problemsFound) return watched.problemsFound;
  const found: string[] = [];
  watched.problemsFound = found;
  console.error = (...words: readonly unknown[]) => found.push(`console: ${words.join(' ')}`);
  window.addEventListener('error', ({ message }) => found.push(`uncaught: ${message}`));
  window.addEventListener('unhandledrejection', ({ reason }) => found.push(`uncaught: ${reason}`));
  document.addEventListener('securitypolicyviolation', (event) => {
    found.push(`content policy: ${event.violatedDirective}: ${event.blockedURI}`);
  });
  return found;
}
