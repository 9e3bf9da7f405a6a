// Large zoom and small screens: everything can be brought into sight, and nothing scrolls sideways.

import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const sizes = [
  { width: 720, height: 450 },
  { width: 320, height: 640 },
  { width: 320, height: 256 },
  { width: 844, height: 390 },
];

for (const size of sizes) {
  test(`at ${size.width} × ${size.height}`, async ({ page }) => {
    await page.setViewportSize(size);
    const studio = new StudioPage(page);
    await studio.open('./#v=1&preset=sentiment&beat=20');
    const parts = [
      page.getByRole('button', { name: 'Help' }),
      studio.sentence,
      studio.formula,
      studio.paths,
      studio.step,
      studio.timeline,
    ];
    for (const part of parts) {
      await part.scrollIntoViewIfNeeded();
      await expect(part).toBeInViewport();
      // What is in sight is not covered by something else either.
      await part.click({ trial: true });
    }
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  });
}

test('Escape closes the edit panel and gives the focus back', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  const edit = page.getByRole('button', { name: 'Edit', exact: true });
  await edit.press('Enter');
  const panel = page.getByRole('region', { name: 'Edit', exact: true });
  await expect(panel).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(edit).toBeFocused();
});
