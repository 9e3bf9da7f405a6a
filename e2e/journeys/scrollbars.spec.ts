// Where scrollbars take room, as on Windows and on many desktops of Linux, nothing is lost to them.

import type { Page } from '@playwright/test';
import { present } from '../../src/base/exhaustive.ts';
import { presetOf } from '../../src/config/presets.ts';
import { expect, test } from '../fixtures.ts';
import { notWhole } from './not-whole.ts';
import { StudioPage } from './studio-page.ts';

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, ignoreDefaultArgs: ['--hide-scrollbars'] });
  },
});

const ids = ['sentiment', 'many-to-many'] as const;

/** Room that a box loses to a scrollbar, and by how much what stands in the page is wider than the page, in px. */
function readWidths(page: Page) {
  return page.evaluate(() => {
    const box = document.body.appendChild(document.createElement('div'));
    box.style.overflowY = 'scroll';
    const scrollbar = box.offsetWidth - box.clientWidth;
    box.remove();
    const tooWide = (element: Element | null): number =>
      (element?.scrollWidth ?? 0) - (element?.clientWidth ?? 0);
    return {
      scrollbar,
      page: tooWide(document.documentElement),
      main: tooWide(document.querySelector('main')),
    };
  });
}

for (const id of ids) {
  test(`1280 × 720, ${id}: what is seen without scrollbars is seen with them`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    const { experiment } = present(presetOf(id), id);
    const browser = await page.context().newCDPSession(page);
    await browser.send('Emulation.setScrollbarsHidden', { hidden: true });
    const without = await notWhole(page, id, experiment);
    expect((await readWidths(page)).scrollbar).toBe(0);
    await page.goto('about:blank');
    await browser.send('Emulation.setScrollbarsHidden', { hidden: false });
    const found = await notWhole(page, id, experiment);
    const { scrollbar, ...tooWide } = await readWidths(page);
    expect(scrollbar).toBeGreaterThan(5);
    expect(tooWide).toEqual({ page: 0, main: 0 });
    expect(found).toEqual(without);
  });

  test(`390 × 844, ${id}: the page does not scroll sideways for them`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await new StudioPage(page).open(`./#v=1&preset=${id}&beat=20`);
    const { scrollbar, ...tooWide } = await readWidths(page);
    expect(scrollbar).toBeGreaterThan(5);
    expect(tooWide).toEqual({ page: 0, main: 0 });
  });
}
