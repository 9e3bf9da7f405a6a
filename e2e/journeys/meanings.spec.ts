// Every sign and letter of a formula answers: to the pointer, to a click, to the keyboard; and the help lists them.

import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

async function expectBeside(meaning: Locator, mark: Locator): Promise<void> {
  const [said, spoken] = [await meaning.boundingBox(), await mark.boundingBox()];
  if (!said || !spoken) throw new Error('nothing is drawn');
  const covers =
    said.x < spoken.x + spoken.width &&
    spoken.x < said.x + said.width &&
    said.y < spoken.y + spoken.height &&
    spoken.y < said.y + said.height;
  expect(covers).toBe(false);
  const size = meaning.page().viewportSize();
  expect(said.x).toBeGreaterThanOrEqual(0);
  expect(said.y).toBeGreaterThanOrEqual(0);
  expect(said.x + said.width).toBeLessThanOrEqual(size?.width ?? 0);
  expect(said.y + said.height).toBeLessThanOrEqual(size?.height ?? 0);
}

for (const width of [1440, 390]) {
  test(`at ${width} px a sign says what it means, and moves nothing`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    const studio = new StudioPage(page);
    await studio.open('./#v=1&preset=sentiment&beat=23');
    const meaning = page.getByRole('tooltip');
    const mark = studio.formula.locator('[data-s=transpose]').first();
    await mark.scrollIntoViewIfNeeded();
    const before = await mark.boundingBox();
    await mark.click();
    await expect(meaning).toContainText('transpose');
    await expectBeside(meaning, mark);
    expect(await mark.boundingBox()).toEqual(before);
    await page.keyboard.press('Escape');
    await expect(meaning).toBeHidden();
    // Escape did nothing else, and the arrows step.
    const position = await studio.finished();
    await mark.click();
    await page.keyboard.press('PageDown');
    expect(await studio.finished()).toBe(position + 1);
    await expect(meaning).toBeHidden();
  });
}

test('before the first beat the letters of the net answer to the pointer and to the keyboard', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment');
  const overview = page.getByRole('region', { name: 'The net in formulas' });
  const meaning = page.getByRole('tooltip');
  const letter = overview.locator('[data-g]').first();
  await letter.hover();
  await expect(meaning).toBeVisible();
  await expectBeside(meaning, letter);
  await page.keyboard.press('ArrowRight');
  expect(await studio.finished()).toBe(1);
  await page.keyboard.press('ArrowLeft');
  await page.mouse.move(2, 2);
  await expect(meaning).toBeHidden();

  const signs = page.getByRole('toolbar', { name: 'Signs of the formula' });
  const buttons = signs.getByRole('button');
  const count = await buttons.count();
  expect(count).toBeGreaterThan(8);
  await buttons.first().focus();
  for (let i = 0; i < count; i++) {
    const button = buttons.nth(i);
    await expect(button).toBeFocused();
    const what = (await button.getAttribute('aria-description')) ?? '';
    expect(what).not.toBe('');
    await expect(meaning.locator('p').last()).toContainText(what.slice(0, 12));
    await page.keyboard.press('ArrowRight');
  }
  const { violations } = await new AxeBuilder({ page }).include('.formula').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('the help lists words, signs and the letters of this net', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment');
  await page.getByRole('button', { name: 'Help' }).click();
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect(help.getByRole('region', { name: 'Words' })).toContainText(
    'backpropagation through time',
  );
  await expect(help.getByRole('region', { name: 'Signs in formulas' })).toContainText('⊙');
  await expect(help.getByRole('region', { name: 'Letters of this net' })).toContainText(
    'hidden state',
  );
  const { violations } = await new AxeBuilder({ page }).include('.dialog').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
