// The engine's worker at work and gone: silence is work, and what is gone is started again.

import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

/** Presses the first weight up: an edit, whose run is asked of the worker. */
async function editWeight({ page }: StudioPage): Promise<void> {
  await page.getByRole('button', { name: /^W hh row 1 column 1/ }).click();
  await page.keyboard.press('ArrowUp');
}

test('a worker that is busy for minutes is waited for', async ({ page }) => {
  await page.clock.install();
  let answer = (): void => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.context().route('**/icon.svg?held', async (route) => {
    await answered;
    await route.continue();
  });
  const studio = new StudioPage(page);
  const started = page.waitForEvent('worker');
  await studio.open('./#v=1&preset=nlp&beat=5');
  const worker = await started;
  const asked = page.context().waitForEvent('request', (request) => /held/.test(request.url()));
  // As one long piece of work: nothing is heard or said until it is done.
  const busy = worker.evaluate(() => {
    const request = new XMLHttpRequest();
    request.open('GET', '../icon.svg?held', false);
    request.send();
  });
  await asked;
  await editWeight(studio);
  for (let minute = 0; minute < 5; minute++) await page.clock.fastForward(60_000);
  await expect(page.locator('.notice')).toHaveCount(0);
  expect(page.workers()).toHaveLength(1);
  answer();
  await busy;
  await expect(page).toHaveURL(/[#&]x=/);
  expect(page.workers()).toEqual([worker]);
  await expect(page.locator('.notice')).toHaveCount(0);
});

test('a worker that ends without a word is started again, and the edit is computed', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  const started = page.waitForEvent('worker');
  await studio.open('./#v=1&preset=nlp&beat=5');
  const worker = await started;
  const another = page.waitForEvent('worker');
  const ended = worker.waitForEvent('close');
  await worker.evaluate(() => self.close());
  await ended;
  await editWeight(studio);
  await another;
  await expect(page).toHaveURL(/[#&]x=/);
  await expect(page.getByRole('button', { name: /^Example/ })).toContainText('edited');
  await expect(studio.timeline).toHaveValue('5');
});
