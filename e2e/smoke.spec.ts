// The page opens, and the checks that every browser test carries do catch what they are for.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policyAt } from '../.ci/policy.mjs';
import { expect, test } from './fixtures.ts';

/** What `index.html` says until the program takes its place. */
const staysText = 'If this text stays';

test('the page opens', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Unrolled/);
  await expect(page.getByRole('button', { name: 'Step', exact: true })).toBeVisible();
  await expect(page.getByText(staysText)).toHaveCount(0);
});

test('where the program does not come, the page says what it is and what to do', async ({
  page,
  problems,
}) => {
  problems.expect(/Failed to load resource|net::ERR_/);
  await page.route(/\/index-[^/]*\.js$/, (route) => route.abort());
  await page.goto('./');
  await expect(page.getByText('Backpropagation through time')).toBeVisible();
  await expect(page.getByText(staysText)).toBeVisible();
});

test('what stands in the page before the program is not seen at once', async ({ page }) => {
  // The program is kept waiting, so that what is before it can be looked at.
  let letThrough = (): void => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(/\/index-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./', { waitUntil: 'commit' });
  const text = page.getByText(staysText);
  await text.waitFor({ state: 'attached' });
  const shownAt = (time: number) =>
    text.evaluate((element, milliseconds) => {
      for (const animation of document.getAnimations()) {
        animation.pause();
        animation.currentTime = milliseconds;
      }
      return getComputedStyle(element).visibility;
    }, time);
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(1);
  expect(await shownAt(2000)).toBe('hidden');
  expect(await shownAt(5000)).toBe('visible');
  letThrough();
  await expect(page.getByRole('button', { name: 'Step', exact: true })).toBeVisible();
  await expect(text).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the page says that it needs it', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByText(staysText)).toBeVisible();
    await expect(page.getByText(staysText)).toContainText('JavaScript');
  });
});

test('the server and the page carry the same strict policy', async ({ page, request, baseURL }) => {
  const response = await request.get('./');
  const headers = response.headers();
  const policy = policyAt(new URL(baseURL ?? '').origin);
  expect(headers['content-security-policy']).toBe(policy);
  expect(policy).not.toContain('unsafe');
  expect(headers['x-frame-options']).toBeUndefined();
  expect(headers['access-control-allow-origin']).toBe('*');
  await page.goto('./');
  const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(meta).toHaveAttribute('content', policy);
});

test('the policy names the origin that was asked for, and nothing that is none', async ({
  request,
}) => {
  const policyFor = async (Host: string): Promise<string | undefined> => {
    const response = await request.get('./', { headers: { Host } });
    return response.headers()['content-security-policy'];
  };
  expect(await policyFor('studio.example:8080')).toBe(policyAt('http://studio.example:8080'));
  expect(await policyFor('[::1]:8080')).toBe(policyAt('http://[::1]:8080'));
  expect(await policyFor("studio.example; script-src 'unsafe-inline'")).toBe(policyAt());
  expect(await policyFor('*')).toBe(policyAt());
});

test('a script from anywhere else is refused and noticed', async ({ page, problems }) => {
  await page.goto('./');
  problems.expect(/content policy: script-src/);
  problems.expect(/console: .*Content.Security.Policy/);
  const script = 'data:text/javascript,globalThis.ran = 1';
  await page.evaluate((address) => import(address).catch(() => null), script);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test('text is never made into code, and the worker starts nevertheless', async ({
  page,
  problems,
}) => {
  problems.expect(/content policy: require-trusted-types-for/);
  problems.expect(/console: .*TrustedHTML/);
  const started = page.waitForEvent('worker');
  await page.goto('./');
  expect((await started).url()).toContain('/serve-');
  const refused = await page.evaluate(() => {
    try {
      document.createElement('p').innerHTML = '<b>text</b>';
      return '';
    } catch (error) {
      return String(error);
    }
  });
  expect(refused).toContain('TrustedHTML');
});

test.describe('in a browser that knows no Trusted Types', () => {
  test.use({ bypassCSP: true });
  test('the worker starts', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'trustedTypes', { value: undefined });
    });
    const started = page.waitForEvent('worker');
    await page.goto('./');
    expect((await started).url()).toContain('/serve-');
  });
});

test('the notices of all that is not ours stand in a file, which the help names', async ({
  page,
  request,
}) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Help' }).click();
  const link = page.getByRole('dialog').getByRole('link', { name: /^Licences/ });
  const address = await link.evaluate((element) => (element as HTMLAnchorElement).href);
  const answer = await request.get(address);
  expect(answer.headers()['content-type']).toContain('text/plain');
  const sections = (await answer.text()).split(/^## /m).slice(1);
  const noticeOf = (title: string) => sections.find((section) => section.startsWith(title)) ?? '';
  for (const name of await importedPackages()) {
    expect(noticeOf(`${name} - `), name).toMatch(/copyright/i);
    expect(noticeOf(`${name} - `), name).toMatch(/permission|redistribution/i);
  }
  const fonts = noticeOf('Fonts of KaTeX');
  expect(fonts).toContain('SIL OPEN FONT LICENSE');
  for (const family of await fontFamilies()) expect(fonts).toContain(family);
});

test('what is written for teachers and for files opens from the help, under the same policy', async ({
  page,
}) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Help' }).click();
  for (const [name, title] of [
    [/^For teachers/, 'The subject: what is shown, and how exactly'],
    [/^Files and links/, 'Files and links'],
    [/^Why it is/, 'Decisions'],
  ] as const) {
    const opened = page.waitForEvent('popup');
    await page.getByRole('dialog').getByRole('link', { name }).click();
    const document = await opened;
    await expect(document.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(document.locator('body')).toHaveCSS('font-size', '17px');
    for (const link of await document.getByRole('link').all()) {
      const address = await link.evaluate((element) => (element as HTMLAnchorElement).href);
      expect((await page.request.get(address)).status(), address).toBe(200);
    }
    await document.close();
  }
});

const root = fileURLToPath(new URL('..', import.meta.url));

/** Packages that the sources of the page take code from. */
async function importedPackages(): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const folder of ['app', 'src']) {
    const files = await readdir(join(root, folder), { recursive: true });
    const sources = files.filter(
      (file) => /\.tsx?$/.test(file) && !/\.test\.|testing|bench|trace-command|in-node/.test(file),
    );
    for (const file of sources) {
      const text = await readFile(join(root, folder, file), 'utf8');
      const imports = text.matchAll(
        /^import (?!type )[^;]*?from '((?:@[\w-]+\/)?[\w-]+)|\bimport\('((?:@[\w-]+\/)?[\w-]+)/gm,
      );
      for (const [, at, later] of imports) names.add(at ?? later ?? '');
    }
  }
  expect([...names]).toEqual(expect.arrayContaining(['react', 'katex', '@lingui/core']));
  return names;
}

/** Of KaTeX, as its style sheet names them: each is a file of its own. */
async function fontFamilies(): Promise<ReadonlySet<string>> {
  const css = await readFile(join(root, 'node_modules/katex/dist/katex.css'), 'utf8');
  const families = [...css.matchAll(/font-family: '?(KaTeX_\w+)/g)].map(([, name = '']) => name);
  expect(families).toContain('KaTeX_Main');
  return new Set(families);
}

test('an error in the console is noticed', async ({ page, problems }) => {
  problems.expect(/console: on purpose/);
  problems.expect(/uncaught: thrown on purpose/);
  await page.goto('./');
  const thrown = page.waitForEvent('pageerror');
  await page.evaluate(() => {
    console.error('on purpose');
    setTimeout(() => {
      throw new Error('thrown on purpose');
    });
  });
  await thrown;
});

test('a request to another origin is refused', async ({ page, problems }) => {
  problems.expect(/content policy: connect-src/);
  problems.expect(/console: .*Content.Security.Policy/);
  await page.goto('./');
  const answer = await page.evaluate(() =>
    fetch('http://elsewhere.test/').then(
      () => 'sent',
      () => 'refused',
    ),
  );
  expect(answer).toBe('refused');
});

test.describe('were there no policy', () => {
  test.use({ bypassCSP: true });
  test('a request to another origin is noticed', async ({ page, problems }) => {
    problems.expect(/foreign request: http:\/\/elsewhere\.test\//);
    await page.route('http://elsewhere.test/', (route) =>
      route.fulfill({ headers: { 'Access-Control-Allow-Origin': '*' } }),
    );
    await page.goto('./');
    await page.evaluate(async () => {
      await fetch('http://elsewhere.test/');
    });
  });
});
