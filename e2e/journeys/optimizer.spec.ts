// Optimizers: their settings come from their declarations, and an update that is kept is followed by the second.

import type { Page } from '@playwright/test';
import { unpack } from '../../app/frame/packing.ts';
import { present } from '../../src/base/exhaustive.ts';
import { formatNumber } from '../../src/base/format.ts';
import { presets } from '../../src/config/presets.ts';
import { runSequence } from '../../src/engine/run.ts';
import { optimizers } from '../../src/model/optimizers/all.ts';
import { numbersOf } from '../../src/trace/derived/numbers-of.ts';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const sentiment = present(presets[0], 'the first preset').experiment;

test('every optimizer has a field for each of its numbers, and says what each takes', async ({
  page,
}) => {
  await new StudioPage(page).open();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Edit', exact: true });
  const fields = panel.getByRole('group', { name: 'Update' }).getByRole('spinbutton');
  const choice = panel.getByRole('combobox', { name: 'Optimizer' });
  for (const { title, settings } of optimizers) {
    await choice.selectOption(title);
    await expect(fields).toHaveCount(1 + settings.length);
    for (const { letter, default: value } of settings) {
      const field = panel.getByRole('spinbutton', { name: new RegExp(` ${letter.text}$`) });
      await expect(field).toHaveValue(String(value));
    }
  }
  await choice.selectOption('AdamW');
  const decay = panel.getByRole('spinbutton', { name: 'Decay of the mean β₁' });
  await decay.fill('1');
  await expect(decay).toHaveAttribute('aria-invalid', 'true');
  await expect(panel.getByRole('alert')).toContainText('a number from 0, below 1');
  await decay.fill('0.5');
  await expect(panel.getByRole('alert')).toHaveCount(0);
  await choice.selectOption('SGD');
  await expect(panel.getByRole('spinbutton', { name: 'Momentum μ' })).toHaveValue('0');
});

/** The experiment that the address has, as text; it is written a moment after the edit. */
async function linked(page: Page): Promise<string> {
  const word = new URL(page.url()).hash.match(/[#&]x=([^&]*)/)?.[1];
  const text = word === undefined ? null : await unpack(word);
  return text?.ok ? text.value : '';
}

test('a kept update is followed by the second one, here and where its link is opened', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Edit', exact: true });
  await panel.getByRole('combobox', { name: 'Optimizer' }).selectOption('Adam');
  await panel.getByRole('spinbutton', { name: 'Learning rate' }).fill('0.25');
  await studio.last.click();
  await studio.previous.click();
  await expect(studio.sentence).toContainText('The first update');
  const optimizer = { kind: 'adam', learningRate: 0.25 };
  const first = runSequence({ ...sentiment, training: { ...sentiment.training, optimizer } }, 1);
  const before = numbersOf(first, 'W_hy:m[1,1]')?.data[0];
  const remembered = present(numbersOf(first, "W_hy:m'[1,1]")?.data[0], 'what is remembered');
  expect(before).toBe(0);
  await studio.last.click();
  await page.getByRole('button', { name: /Keep the new weights/ }).click();
  await studio.last.click();
  await studio.previous.click();
  await expect(studio.sentence).toContainText('Update 2');
  await expect(panel).toContainText('The optimizer goes on from one update.');
  await expect.poll(() => linked(page)).toContain('"updates":1');
  await expect(page).toHaveURL(new RegExp(`[#&]beat=${await studio.finished()}(&|$)`));
  // What the formula begins with is what the first update has left.
  await page.evaluate(() => {
    const hash = new URLSearchParams(location.hash.slice(1));
    hash.set('select', 'W_hy:m[1,1]');
    location.hash = hash.toString();
  });
  await page.reload();
  await expect(studio.sentence).toContainText('Update 2');
  const inspector = page.getByRole('region', { name: 'What is this?' });
  await expect(inspector).toContainText('mean gradient');
  await expect(inspector).toContainText(formatNumber(remembered));
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await panel.getByRole('button', { name: 'Forget them' }).click();
  await expect(studio.sentence).toContainText('The first update');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(studio.sentence).toContainText('Update 2');
});
