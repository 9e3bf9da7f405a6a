// The guided start: it begins on a first visit, follows what the reader does, and can be left at any moment.

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
  await tour.getByRole('button', { name: 'Close' }).click();
  await expect(tour).toBeHidden();
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
