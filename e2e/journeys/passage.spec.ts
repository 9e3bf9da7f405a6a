// The passage from depth to depth: it moves, comes to rest, and gives way to whoever acts in the picture.

import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

/** Opens, and waits until what moves the passage is there: it is fetched ahead. */
async function openFetched(studio: StudioPage, address: string): Promise<void> {
  const coming = studio.page.waitForResponse(/\/depth-motion-[^/]*\.js$/);
  await studio.open(address);
  const script = (await coming).url();
  await studio.page.evaluate((url) => import(url), script);
}

test('the passage moves and comes to rest; beats end it', async ({ page }) => {
  const studio = new StudioPage(page);
  await openFetched(studio, './#v=1&preset=sentiment&beat=20&depth=folded');
  await expect(page.locator('.folded')).toBeVisible();
  const moving = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const count = document
            .getAnimations()
            .filter((a) => a.effect?.getTiming().duration === 450).length;
          if (count > 0) resolve(count);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await page.keyboard.press('2');
  expect(await moving).toBeGreaterThan(9);
  await studio.rested();
  await page.keyboard.press('1');
  await page.keyboard.press('ArrowRight');
  const left = () =>
    page.evaluate(
      () => document.getAnimations().filter((a) => a.effect?.getTiming().duration === 450).length,
    );
  await expect.poll(left).toBe(0);
});

/** Presses the key of a depth, and stops the clock of the passage after so many milliseconds. */
async function passageBegun(page: Page, key: string, at: number): Promise<void> {
  const slowed = page.evaluate(
    (at) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          const passage = document
            .getAnimations()
            .filter((a) => a.effect?.getTiming().duration === 450);
          for (const animation of passage) {
            animation.currentTime = at;
            animation.playbackRate = 0;
          }
          if (passage.length > 9) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
    at,
  );
  await page.keyboard.press(key);
  await slowed;
}

test('an arrow key in the picture goes where the marks come to rest, also during the passage', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await openFetched(studio, './#v=1&preset=sentiment&beat=20');
  await page.locator('.graph [data-node][data-quantity="h@3"]').focus();
  await passageBegun(page, '1', 120);
  await expect(page.locator('.folded [data-node="h@3"]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.folded [data-node="a@3"]')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.folded [data-node="dL/da@3"]')).toBeFocused();
});

test('a press during the passage is a press on what it began on', async ({ page }) => {
  const studio = new StudioPage(page);
  await openFetched(studio, './#v=1&preset=sentiment&beat=20&depth=folded');
  await page.locator('.folded [data-node="h@2"]').waitFor();
  await passageBegun(page, '2', 20);
  const box = await page.locator('.graph [data-node][data-quantity="h@3"] .strip').boundingBox();
  if (!box) throw new Error('h@3 is not drawn');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  // Whatever the press has not stopped goes on, and out from under the pointer.
  await page.evaluate(() => {
    const going = document.getAnimations().filter((a) => a.playState === 'running');
    for (const animation of going) animation.currentTime = 400;
  });
  await page.mouse.up();
  await expect(page.getByRole('region', { name: 'What is this?' })).toBeVisible();
  await studio.rested();
});
