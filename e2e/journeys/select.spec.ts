// What is selected is explained without moving the sentence and the formula; Escape leads back.

import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
]) {
  test(`at ${viewport.width} × ${viewport.height} a selection moves nothing`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const studio = new StudioPage(page);
    await studio.open('./#v=1&preset=sentiment&beat=35');
    await expect(studio.formula.locator('[data-q]').last()).toBeVisible();
    const places = () =>
      Promise.all(['.sentence', '.formula'].map((name) => page.locator(name).boundingBox()));
    const before = await places();
    await studio.formula.locator('[data-q]').last().click();
    const inspector = page.getByRole('region', { name: 'What is this?' });
    await expect(inspector).toBeInViewport();
    expect(await places()).toEqual(before);
    await page.keyboard.press('Escape');
    await expect(inspector).toBeHidden();
    await expect(studio.paths).toBeVisible();
    expect(await places()).toEqual(before);
  });
}

test('the edit panel opens at its top, whatever is selected', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=tutorial&beat=60&select=h@2');
  await expect(page.getByRole('region', { name: 'What is this?' })).toBeVisible();
  const edit = page.getByRole('button', { name: 'Edit', exact: true });
  // Twice: the second time nothing has to be fetched.
  for (const time of [1, 2]) {
    await edit.click();
    const heading = page.getByRole('heading', { name: 'Edit', exact: true });
    await expect(heading, `time ${time}`).toBeInViewport();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await expect(heading, `time ${time}`).toBeInViewport();
    await edit.click();
    await expect(heading).toBeHidden();
  }
});
