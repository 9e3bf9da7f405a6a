// Formulas to take away: LaTeX of a beat, of its step, of the whole derivation.

import katex from 'katex';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

test('LaTeX of this step and of the whole derivation is copied, and can be set', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: {
        writeText: (text: string) => {
          document.documentElement.dataset.copied = text;
          return Promise.resolve();
        },
      },
    });
  });
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=20');
  await page.getByRole('button', { name: 'Whole formula' }).click();
  const dialog = page.getByRole('dialog', { name: 'Whole formula' });
  const copied = async (name: string): Promise<string> => {
    await page.evaluate(() => {
      delete document.documentElement.dataset.copied;
    });
    await dialog.getByRole('button', { name }).click();
    await expect(page.locator('html')).toHaveAttribute('data-copied', /align/);
    return (await page.locator('html').getAttribute('data-copied')) ?? '';
  };
  const step = await copied('Copy LaTeX of step t = 3');
  const all = await copied('Copy LaTeX of the whole derivation');
  expect(all.length).toBeGreaterThan(2 * step.length);
  for (const tex of [step, all]) {
    expect(tex).toContain('% Backward · t = 3');
    const known = tex.replace('\\allowdisplaybreaks\n', '');
    expect(() =>
      katex.renderToString(known, { displayMode: true, throwOnError: true, strict: 'error' }),
    ).not.toThrow();
  }
});
