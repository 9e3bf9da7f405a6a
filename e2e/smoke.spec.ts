// The page opens, and the checks that every browser test carries do catch what they are for.

import { contentSecurityPolicy } from '../.ci/policy.mjs';
import { expect, test } from './fixtures.ts';

test('the page opens', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Unrolled/);
  await expect(page.locator('#root')).not.toBeEmpty();
});

test('the server and the page carry the same strict policy', async ({ page, request }) => {
  const response = await request.get('./');
  const headers = response.headers();
  expect(headers['content-security-policy']).toBe(contentSecurityPolicy);
  expect(contentSecurityPolicy).not.toContain('unsafe');
  expect(headers['x-frame-options']).toBeUndefined();
  expect(headers['access-control-allow-origin']).toBe('*');
  await page.goto('./');
  const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(meta).toHaveAttribute('content', contentSecurityPolicy);
});

test('an inline script is refused and noticed', async ({ page, problems }) => {
  await page.goto('./');
  problems.expect(/content policy: script-src/);
  problems.expect(/console: .*Content.Security.Policy/);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('script'), { text: 'var ran = 1' }));
  });
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

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
