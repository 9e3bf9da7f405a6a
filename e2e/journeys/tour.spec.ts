// The guided start: it begins on a first visit, follows what the reader does, and can be left at any moment.

import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

test('the tour follows the reader to its end', async ({ page }) => {
  await page.goto('./');
  const tour = page.getByRole('region', { name: 'Guided tour' });
  await expect(tour).toContainText('1 of 5');
  const step = page.getByRole('button', { name: 'Step', exact: true });
  await step.click();
  await step.click();
  await step.click();
  await expect(tour).toContainText('2 of 5');
  await page.getByRole('button', { name: 'Go to the start of: backward' }).click();
  await expect(tour).toContainText('3 of 5');
  await page.getByRole('button', { name: 'Go to the start of: sum' }).click();
  await expect(tour).toContainText('5 of 5');
  await page.getByRole('button', { name: /^W.?hh row 1 column 1/ }).click();
  const field = page.getByLabel(/Change W.?hh row 1 column 1/);
  await field.press('ArrowUp');
  await expect(tour).toContainText('whole way');
  // The weight that was changed is explained; behind it are the lenses.
  await page.getByRole('button', { name: 'Back to Paths' }).click();
  for (const lens of ['Paths', 'Vanishing', 'Cut & clip', 'Check', 'Cells']) {
    await expect(tour).toContainText(lens);
    await expect(page.getByRole('radio', { name: lens })).toBeAttached();
  }
  await tour.getByRole('button', { name: 'Close' }).click();
  await expect(tour).toBeHidden();
});

/** From the address to the end of the tour. */
async function toTheEnd(page: Page): Promise<Locator> {
  await page.goto('./');
  const tour = page.getByRole('region', { name: 'Guided tour' });
  await page.getByRole('button', { name: 'Go to the start of: sum' }).click();
  await expect(tour).toContainText('5 of 5');
  await page.getByRole('button', { name: /^W.?hh row 1 column 1/ }).click();
  await page.getByLabel(/Change W.?hh row 1 column 1/).press('ArrowUp');
  await expect(tour).toContainText('whole way');
  return tour;
}

test('its first way on: a long run in which the gradient vanishes', async ({ page }) => {
  const tour = await toTheEnd(page);
  await tour.getByRole('button', { name: 'See it vanish' }).click();
  await expect(tour).toBeHidden();
  await expect(page.getByRole('button', { name: /^Example/ })).toContainText('adding problem');
  await expect(page.locator('.time-badge')).toHaveText('Vanishing');
});

test('its second way on: the panel in which a word is changed', async ({ page }) => {
  const tour = await toTheEnd(page);
  await tour.getByRole('button', { name: 'Change a word' }).click();
  await expect(tour).toBeHidden();
  await expect(page.getByLabel('Input at t = 1')).toBeVisible();
});

test('its third way on: another example', async ({ page }) => {
  const tour = await toTheEnd(page);
  await tour.getByRole('button', { name: 'Open an example' }).click();
  await expect(tour).toBeHidden();
  await expect(page.getByRole('button', { name: /^Example Hello/ })).toBeVisible();
});

test('it restarts clean: the first example before its first beat, and nothing done yet', async ({
  page,
}) => {
  await page.goto('./#v=1&preset=nlp&beat=30&depth=folded&lens=time');
  const tour = page.getByRole('region', { name: 'Guided tour' });
  const timeline = page.getByRole('slider', { name: 'Timeline' });
  await expect(timeline).toHaveValue('30');
  for (let time = 0; time < 2; time++) {
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('button', { name: 'Start the tour again' }).click();
    await expect(tour).toContainText('1 of 5');
    await expect(
      page.getByRole('button', { name: 'Example Sentiment', exact: true }),
    ).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Unrolled' })).toBeChecked();
    await expect(timeline).toHaveValue('0');
    await page.getByRole('button', { name: 'Go to the start of: sum' }).click();
    await expect(tour).toContainText('5 of 5');
    await page.getByRole('button', { name: /^W.?hh row 1 column 1/ }).click();
    await page.getByLabel(/Change W.?hh row 1 column 1/).press('ArrowUp');
    await expect(tour).toContainText('whole way');
  }
  // What was open is not lost.
  for (let i = 0; i < 4; i++) await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /^Example I like NLP/ })).toBeVisible();
});

test('the first screen says what this is', async ({ page }) => {
  for (const width of [1440, 1280, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 720 });
    await page.goto('./');
    await expect(page.getByText('Backpropagation through time').last()).toBeInViewport({
      ratio: 1,
    });
  }
});

test('the tour is left by its button, by Escape, and is not shown for a link', async ({ page }) => {
  const tour = page.getByRole('region', { name: 'Guided tour' });
  await page.goto('./');
  await tour.getByRole('button', { name: 'Leave the tour' }).click();
  await expect(tour).toBeHidden();
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'Start the tour again' }).click();
  await expect(tour).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tour).toBeHidden();
  await page.goto('./#v=1&preset=nlp&beat=3');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Step', exact: true })).toBeVisible();
  await expect(tour).toBeHidden();
});

test('the tour covers nothing of the figure', async ({ page }) => {
  await page.goto('./');
  const tour = await page.getByRole('region', { name: 'Guided tour' }).boundingBox();
  const graph = await page.getByRole('region', { name: 'The unrolled net' }).boundingBox();
  expect((graph?.y ?? 0) + (graph?.height ?? 0)).toBeLessThanOrEqual((tour?.y ?? 0) + 1);
});
