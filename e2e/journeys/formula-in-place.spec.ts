// After edits only the numbers of a drawn formula are changed, and a step finds its formula drawn ahead: both leave
// exactly what KaTeX draws for a reader who comes by the link.

import { inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

/** The formulas as they stand in the document, as seen and as MathML. */
function drawn(page: Page): Promise<string[]> {
  return page.locator('.tex-content').evaluateAll((lines) => lines.map((line) => line.innerHTML));
}

async function expectAsFresh(studio: StudioPage): Promise<void> {
  await studio.settled();
  const kept = await drawn(studio.page);
  const fresh = await studio.page.context().newPage();
  await fresh.goto(studio.page.url());
  await expect(fresh.locator('.formula .katex').first()).toBeAttached();
  await expect.poll(() => drawn(fresh)).toEqual(kept);
}

/** W_hh[1,2] in the experiment that a link carries; null where it carries none. */
function weightInLink(link: string): number | null {
  const word = new URLSearchParams(new URL(link).hash.slice(1)).get('x');
  if (word === null) return null;
  const text = inflateRawSync(Buffer.from(word, 'base64url')).toString();
  return JSON.parse(text).parameters.W_hh[0][1];
}

for (const { preset, beat } of [
  { preset: 'sentiment', beat: 21 },
  { preset: 'many-to-many', beat: 40 },
]) {
  test(`${preset}: edited numbers are those of a fresh drawing`, async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open(`./#v=1&preset=${preset}&beat=${beat}&select=W_hh[1,2]`);
    const value = page.getByRole('region', { name: 'What is this?' }).getByRole('spinbutton');
    for (const key of ['ArrowUp', 'Shift+ArrowUp', 'ArrowUp', 'Shift+ArrowDown', 'ArrowUp']) {
      await value.press(key);
    }
    const weight = Number(await value.inputValue());
    await expect.poll(() => weightInLink(page.url())).toBe(weight);
    await expectAsFresh(studio);
  });
}

test('a step shows the formula that a link to its beat shows', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=18');
  for (const finished of [19, 20, 21]) {
    // The next formula is drawn ahead while the page rests.
    await studio.settled();
    await studio.step.click();
    expect(await studio.finished()).toBe(finished);
  }
  await expect.poll(() => page.url()).toContain('beat=21');
  await expectAsFresh(studio);
});
