// Long runs are made from a dialog, keep their name in the address, and refuse sizes with the limit.

import { generatedOf } from '../../src/config/generators/all.ts';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

test('an adding problem of 300 steps, and its link', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await page.getByRole('button', { name: /^Example/ }).click();
  await page.getByRole('button', { name: /^Generate a long run/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Generate a long run' });
  await dialog.getByLabel('Task').selectOption('Adding problem');
  const steps = dialog.getByLabel('Steps');
  await steps.fill('3000');
  await expect(dialog.getByRole('alert')).toContainText('2000');
  await steps.fill('300');
  await dialog.getByLabel('Hidden units').fill('16');
  await dialog.getByLabel('Cell').selectOption('GRU');
  await dialog.getByLabel('Seed').fill('7');
  await dialog.getByRole('button', { name: 'Generate', exact: true }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(
    page.getByRole('button', { name: /^Example adding problem, 300 steps/ }),
  ).toBeVisible();
  await expect(page).toHaveURL(/preset=adding-300-16-gru-7$/);
  expect(generatedOf('adding-300-16-gru-7')?.data.sequences[0]?.targets).toHaveLength(300);
  await studio.last.click();
  await page.reload();
  await expect(
    page.getByRole('button', { name: /^Example adding problem, 300 steps/ }),
  ).toBeVisible();
});

test('the characters of a typed text', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await page.getByRole('button', { name: /^Example/ }).click();
  await page.getByRole('button', { name: /^Generate a long run/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Generate a long run' });
  await dialog.getByLabel('Task').selectOption('Characters of a text');
  await expect(dialog).toContainText('Type at least 2 characters.');
  await dialog.getByLabel('Your text').fill('to be or not');
  await expect(dialog).toContainText('11 steps');
  await dialog.getByLabel('Hidden units').fill('4');
  await dialog.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Example characters, 11 steps/ })).toBeVisible();
  await expect(studio.graph).toContainText('␣');
});
