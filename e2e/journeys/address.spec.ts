// The address: what it cannot say is told once, and the newest one wins.

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const faulty = [
  ['?lang=tlh', 'lang=tlh'],
  ['?theme=bogus', 'theme=bogus'],
  ['#v=1&preset=nonsense', 'preset=nonsense'],
  ['#preset=', 'preset= and nothing after it'],
  ['#preset=nlp&preset=tutorial', 'preset more than once'],
  ['#v=1&preset=sentiment&select=h@99', 'select=h@99'],
  ['#v=1&preset=sentiment&sequence=9', 'sequence=9'],
  ['#v=1&preset=sentiment&x=AAAA', 'damaged'],
  ['#v=2&preset=nlp', 'newer version'],
] as const;

for (const [address, said] of faulty) {
  test(`${address} opens the page and says what was passed over`, async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open(`./${address}`);
    await expect(page.getByRole('status').filter({ hasText: said })).toHaveCount(1);
    await studio.step.click();
    await expect(studio.timeline).toHaveValue('1');
  });
}

test('a beat beyond the last one shows the last and says so', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=99999');
  await expect(page.getByRole('status').filter({ hasText: '99999' })).toHaveCount(1);
  await expect(studio.timeline).toHaveValue(String(await studio.beats()));
});

/** In pages opened from now on a packed address is unpacked when the test says so, and not before. */
async function holdUnpacking(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let start = (): void => {};
    let finish = (): void => {};
    const begun = new Promise<void>((resolve) => {
      start = resolve;
    });
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { read } = ReadableStreamDefaultReader.prototype;
    ReadableStreamDefaultReader.prototype.read = async function () {
      await begun;
      const part = await read.call(this);
      if (part.done) finish();
      return part;
    };
    Object.assign(window, {
      unpackNow() {
        start();
        return done;
      },
    });
  });
}

test('of two addresses in quick succession, the last is shown', async ({ page }) => {
  const studio = new StudioPage(page);
  await holdUnpacking(page);
  await studio.open('./#v=1&preset=sentiment');
  await page.getByRole('button', { name: /^W hy row 1 column 1/ }).click();
  await page.keyboard.press('ArrowUp');
  await expect(page).toHaveURL(/[#&]x=/);
  const packed = new URL(page.url()).hash;
  await page.goto('./#v=1&preset=nlp');
  await studio.open('./#v=1&preset=nlp');
  await page.evaluate(async (hash) => {
    location.hash = hash;
    await new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    location.hash = '#v=1&preset=many-to-many';
  }, packed);
  const example = page.getByRole('button', { name: /^Example/ });
  await expect(example).toContainText('Hello, letter by letter');
  await page.evaluate(() => (window as unknown as { unpackNow(): Promise<void> }).unpackNow());
  await studio.settled();
  await expect(example).toContainText('Hello, letter by letter');
});

const unusable = [
  ['#v=2&preset=sentiment', 'newer version'],
  ['#v=1&x=AAAA', 'damaged'],
  ['#v=1&x=AAAA&preset=sentiment', 'damaged'],
  ['#x=abc.', 'x=abc.'],
  ['#x=', 'x='],
  ['#preset=[', 'preset=['],
  ['#preset=', 'preset='],
  ['#v=1&preset=nonsense&select=h@1', 'preset=nonsense'],
] as const;

for (const [hash, said] of unusable) {
  test(`${hash} in an open page leaves the present work as it is`, async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open('./#v=1&preset=nlp&beat=5');
    await page.getByRole('button', { name: /^W hh row 1 column 1/ }).click();
    await page.keyboard.press('ArrowUp');
    const example = page.getByRole('button', { name: /^Example/ });
    await expect(example).toContainText('edited');
    await page.evaluate((text) => {
      location.hash = text;
    }, hash);
    const notice = page.getByRole('status').filter({ hasText: 'Your present work stays' });
    await expect(notice).toHaveCount(1);
    await expect(notice).toContainText(said);
    await expect(example).toContainText('I like NLP');
    await expect(example).toContainText('edited');
    await expect(studio.timeline).toHaveValue('5');
  });
}

test('a mark in the address that is none of ours changes nothing and is not spoken of', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=nlp&beat=5');
  await page.evaluate(() => {
    location.hash = '#chapter-2';
  });
  await studio.step.click();
  await expect(studio.timeline).toHaveValue('6');
  await expect(page.getByRole('button', { name: /^Example/ })).toContainText('I like NLP');
  await expect(page.locator('.notice')).toHaveCount(0);
});

test('Back returns to the example before', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=5');
  await studio.loadExample('I like NLP');
  await expect(page).toHaveURL(/preset=nlp/);
  await page.goBack();
  const example = page.getByRole('button', { name: /^Example/ });
  await expect(example).toContainText('Sentiment');
  await expect(studio.timeline).toHaveValue('5');
  await page.goForward();
  await expect(example).toContainText('I like NLP');
});

test('a generated run that is too large is refused with its limit', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=adding-5000-64-rnn-7');
  await expect(page.getByRole('status').filter({ hasText: 'adding-5000-64-rnn-7' })).toContainText(
    '(2 … 2000)',
  );
  await expect(studio.step).toBeVisible();
});
