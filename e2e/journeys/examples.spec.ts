// The pages that show how a course embeds figures.

import { expect, test } from '../fixtures.ts';

test('the examples: sentences drive a figure, one press drives two', async ({ page }) => {
  await page.goto('./examples/article.html');
  await page.getByRole('button', { name: 'Blame arrives' }).click();
  await expect(page.getByRole('status')).toHaveText('Beat 17 of 35');
  await expect(page.frameLocator('iframe').getByText('beat 17 of 35')).toBeVisible();
  await page.goto('./examples/two.html');
  await expect(page.locator('iframe')).toHaveCount(2);
  await page.getByRole('button', { name: 'Step both' }).click();
  for (const name of ['A review', 'Three words']) {
    await expect(
      page.frameLocator(`iframe[title^="${name}"]`).getByText(/added|enters/),
    ).toBeVisible();
  }
});
