// What truncation drops is shown as dropped, and what the update uses as used, wherever a gradient is spoken of.

import { formatNumber } from '../../src/base/format.ts';
import { presetOf } from '../../src/config/presets.ts';
import { runSequence } from '../../src/engine/run.ts';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const experiment = presetOf('sentiment')?.experiment;
if (!experiment) throw new Error('no preset');
const truncation = { kind: 'window', steps: 2 } as const;
const training = { ...experiment.training, truncation };
const trace = runSequence({ ...experiment, training }, 1);

/** An entry of W_xh, from 1: in the whole gradient, and in what the update uses of it. */
function entry(row: number, column: number): readonly [number, number] {
  const shape = trace.model.parameters.find(({ name }) => name === 'W_xh');
  const at = (shape?.offset ?? 0) + (row - 1) * (shape?.columns ?? 0) + column - 1;
  return [trace.gradient[at] ?? Number.NaN, trace.truncated?.gradient[at] ?? Number.NaN];
}

test('a weight whose only use lies behind the cut has a gradient, and the update uses none of it', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&lens=limits');
  await studio.last.click();
  await page.getByRole('button', { name: /^Window of 2/ }).press('Enter');
  await page.getByRole('radio', { name: 'Paths' }).press('Space');
  await studio.paths.getByLabel('Parameter').selectOption('W_xh');
  // “cat” stands at the first step alone.
  const [whole, used] = entry(1, 1);
  expect(used).toBe(0);
  const totals = studio.paths.locator('.paths-total');
  await expect(totals.first()).toContainText('of the whole loss');
  await expect(totals.first().locator('.amount')).toHaveText(formatNumber(whole));
  await expect(totals.last()).toContainText('used by the update');
  await expect(totals.last().locator('.amount')).toHaveText('0');
  await expect(studio.paths.getByRole('listitem').last()).toContainText('cut by truncation');
  const weights = page.getByRole('region', { name: 'Shared weights' });
  const block = weights.locator('.weight', { hasText: 'Wxh[1,1]' }).first();
  await expect(block.locator('.so-far')).toContainText('as used');
  await expect(block.locator('.bars-total')).toHaveText('0');
  await expect(block.getByRole('img')).toHaveAccessibleName(/truncation drops their share/);
  await page.getByText('Triangle', { exact: true }).click();
  await expect(studio.paths.locator('.paths-used')).toHaveText('used by the update0');
  await page.getByRole('button', { name: 'Table' }).click();
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: '∂L/∂Wxh[1,1]' }) });
  await expect(row.getByRole('cell').first()).toHaveText(/\(dropped\)$/);
  await expect(row.getByRole('cell').last()).toHaveText('0');
});

test('the beat of a sum tells what is used; the inspector tells both', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&lens=limits');
  await studio.last.click();
  await page.getByRole('button', { name: /^Window of 2/ }).press('Enter');
  await expect.poll(() => page.url()).toContain('x=');
  const sum = studio.sentence.getByText('Truncation drops the share of 1 step');
  const [, used] = entry(1, 2);
  const title = studio.sentence.getByRole('heading').filter({ hasText: 'Wxh' });
  const isThere = async (): Promise<boolean> =>
    (await sum.isVisible()) && (await title.isVisible());
  for (let back = 0; back < 12 && !(await isThere()); back++) await studio.previous.click();
  await expect(sum).toBeVisible();
  await expect(studio.formula).toContainText(formatNumber(used));
  const address = page.url();
  await page.goto('about:blank');
  await studio.open(`${address}&select=dL/dW_xh@1`);
  const inspector = page.getByRole('region', { name: 'What is this?' });
  await expect(inspector).toContainText('Nothing of it: these are the numbers of the whole loss');
  await expect(inspector.getByRole('heading', { name: 'Of the whole loss' })).toBeVisible();
  const table = inspector.getByRole('region', { name: 'Used by the update' });
  for (const cell of await table.getByRole('cell').all()) await expect(cell).toHaveText(/^0?$/);
});
