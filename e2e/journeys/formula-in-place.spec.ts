// After edits only the numbers of a drawn formula are changed, and a step finds its formula drawn ahead: both leave
// exactly what KaTeX draws for a reader who comes by the link.

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

/** The formulas as they stand in the document, as seen and as MathML. */
function drawn(page: Page): Promise<string[]> {
  return page.locator('.tex-content').evaluateAll((lines) => lines.map((line) => line.innerHTML));
}

async function expectAsFresh(page: Page): Promise<void> {
  await expect(page.locator('.formula .katex').first()).toBeAttached();
  // MathML follows once the numbers are painted.
  await page.waitForTimeout(300);
  const kept = await drawn(page);
  await page.reload();
  await expect(page.locator('.formula .katex').first()).toBeAttached();
  await expect.poll(() => drawn(page)).toEqual(kept);
}

for (const { preset, beat } of [
  { preset: 'sentiment', beat: 21 },
  { preset: 'many-to-many', beat: 40 },
]) {
  test(`${preset}: edited numbers are those of a fresh drawing`, async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open(`./#v=1&preset=${preset}&beat=${beat}&select=W_hh[1,2]`);
    const value = page.getByRole('region', { name: 'What is this?' }).getByRole('spinbutton');
    const before = page.url();
    for (const key of ['ArrowUp', 'Shift+ArrowUp', 'ArrowUp', 'Shift+ArrowDown', 'ArrowUp']) {
      await value.press(key);
    }
    await expect.poll(() => page.url()).not.toBe(before);
    await page.waitForTimeout(600);
    await expectAsFresh(page);
  });
}

test('a step shows the formula that a link to its beat shows', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=18');
  for (const finished of [19, 20, 21]) {
    // Long enough for the next formula to be drawn ahead.
    await page.waitForTimeout(200);
    await studio.step.click();
    expect(await studio.finished()).toBe(finished);
  }
  await expect.poll(() => page.url()).toContain('beat=21');
  await expectAsFresh(page);
});
