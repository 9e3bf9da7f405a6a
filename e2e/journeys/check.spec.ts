// The proof, on every cell: a nudge predicts what the loss does, and every gradient agrees with central differences.

import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const cells = ['Vanilla RNN', 'LSTM', 'GRU'] as const;

for (const cell of cells) {
  test(`nudge and check, ${cell}`, async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open('./#v=1&preset=sentiment&lens=check');
    if (cell !== 'Vanilla RNN') {
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      const edit = page.getByRole('region', { name: 'Edit', exact: true });
      await edit.getByLabel('Cell').selectOption(cell);
      await page.keyboard.press('Escape');
    }
    const nudge = page.getByRole('region', { name: 'Nudge one weight, watch the loss' });
    await expect(nudge).toContainText('loss is not computed yet');
    await expect(nudge.getByRole('img')).toHaveCount(0);
    await nudge.getByRole('button', { name: 'Go to the loss' }).click();
    await expect(nudge.getByRole('img')).toBeVisible();
    await expect(nudge).toContainText('gradient of this weight, is not computed yet');
    await nudge.getByRole('button', { name: 'Go to its sum' }).click();
    await expect(studio.sentence).toContainText(/sum/i);
    await nudge.getByText('±0.01', { exact: true }).click();
    const epsilon = nudge.getByRole('spinbutton', { name: 'ε' });
    await epsilon.fill('0.0002');
    // Close to the weight the slope is right to a few parts in a thousand.
    await expect
      .poll(async () => {
        const gap = (await nudge.getByText('% apart').textContent()) ?? '';
        return Number.parseFloat(gap.replaceAll('−', '-'));
      })
      .toBeLessThan(2);
    await nudge.getByRole('slider', { name: 'Nudge ε' }).press('ArrowRight');
    await expect(epsilon).not.toHaveValue('0.0002');

    const check = page.getByRole('region', { name: 'Check every gradient' });
    await check.getByRole('button', { name: /^Check all \d+ gradients$/ }).press('Enter');
    await expect(check.getByRole('status')).toContainText(/All \d+ gradients agree/);
    const errors = await check.getByRole('row').locator('td:last-child').allTextContents();
    expect(errors.length).toBeGreaterThan(2);
    for (const error of errors) {
      expect(Number(error.replaceAll('−', '-'))).toBeLessThan(1e-5);
    }
    // What was found is of this run alone.
    await studio.last.click();
    await page.getByRole('button', { name: /Keep the new weights/ }).click();
    await expect(check.getByRole('status')).toBeEmpty();
  });
}

test('a long check tells how far it is, and can be cancelled', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=adding-300-64-rnn-1&lens=check');
  const check = page.getByRole('region', { name: 'Check every gradient' });
  await check.getByRole('button', { name: /^Check all/ }).click();
  const cancel = check.getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeVisible();
  await expect(check.getByRole('progressbar')).not.toHaveAttribute('value', '0');
  // The page works on meanwhile.
  await studio.step.click();
  expect(await studio.finished()).toBe(1);
  await cancel.click();
  await expect(check.getByRole('button', { name: /^Check all/ })).toBeVisible();
  await expect(check.getByRole('status')).toBeEmpty();
});

test('the curve can be dragged', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&lens=check&beat=35');
  const curve = page.getByRole('img', { name: /^The loss for values of W_hh\[1,1\]/ });
  await curve.scrollIntoViewIfNeeded();
  const box = await curve.boundingBox();
  if (!box) throw new Error('no curve');
  const epsilon = page.getByRole('spinbutton', { name: 'ε' });
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number(await epsilon.inputValue())).toBeLessThan(-0.3);
});

test('a weight is chosen in its matrix while the lens stays', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&lens=check&beat=35');
  await page.getByRole('button', { name: /^W.?hh row 2 column 3/ }).click();
  await expect(
    page.getByRole('img', { name: /^The loss for values of W_hh\[2,3\]/ }),
  ).toBeVisible();
  const field = page.getByLabel(/Change W.?hh row 2 column 3/);
  await field.press('ArrowUp');
  await expect(
    page.getByRole('region', { name: 'Nudge one weight, watch the loss' }),
  ).toContainText('% apart');
});
