// What dialogs and the table hold: text boxes as wide as their dialog, and the numbers of a run to take along.

import type { Locator, Page } from '@playwright/test';
import { formatNumber } from '../../src/base/format.ts';
import { presetOf } from '../../src/config/presets.ts';
import { runSequence } from '../../src/engine/run.ts';
import { contribution } from '../../src/trace/derived/contributions.ts';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

/** The clipboard refuses, and so does saving: their texts are shown instead. */
function refuseToWrite(): void {
  Object.defineProperty(navigator, 'clipboard', {
    value: { writeText: () => Promise.reject(new Error('refused')) },
  });
  URL.createObjectURL = () => {
    throw new Error('refused');
  };
}

async function expectFilled(dialog: Locator): Promise<void> {
  const box = dialog.getByRole('textbox');
  await expect(box).toBeVisible();
  const share = await box.evaluate((text) => {
    const style = getComputedStyle(text.closest('dialog') as HTMLElement);
    const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
    const room = (text.closest('dialog')?.clientWidth ?? 0) - padding;
    return text.getBoundingClientRect().width / room;
  });
  expect(share).toBeGreaterThan(0.99);
  expect(share).toBeLessThan(1.01);
  await dialog.page().keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

async function fromFile(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('group', { name: 'File' }).getByRole('button', { name: item }).click();
}

for (const width of [1440, 390]) {
  test(`at ${width} px every text box fills its dialog`, async ({ page }) => {
    await page.addInitScript(refuseToWrite);
    await page.setViewportSize({ width, height: 844 });
    const studio = new StudioPage(page);
    await studio.open('./#v=1&preset=sentiment&beat=3');
    const dialog = page.getByRole('dialog');
    await fromFile(page, 'Open an experiment …');
    await expectFilled(dialog);
    await fromFile(page, 'Save the experiment');
    await expectFilled(dialog);
    await page.getByRole('button', { name: 'Copy LaTeX' }).click();
    await expectFilled(dialog);
    await page.getByRole('button', { name: /^Example/ }).click();
    await page.getByRole('button', { name: /^Generate a long run/ }).click();
    await dialog.getByLabel('Task').selectOption({ label: 'Characters of a text' });
    await expectFilled(dialog);
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByRole('button', { name: 'Copy for a spreadsheet' }).click();
    await expectFilled(dialog);
  });
}

test('the table has what each step adds to the weights, and its text has every digit', async ({
  page,
}) => {
  await page.addInitScript(refuseToWrite);
  const experiment = presetOf('sentiment')?.experiment;
  if (!experiment) throw new Error('no sentiment');
  const trace = runSequence(experiment, 1);
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const weights = page.getByRole('table', { name: /^What each step adds/ });
  const row = weights.getByRole('row', { name: /Whh\[1,2\]/ });
  await expect(row.getByRole('cell')).toHaveText(Array(trace.steps + 1).fill('not computed yet'));
  await studio.last.click();
  const entry = (t: number) => contribution(trace, 'W_hh', t)[1] ?? Number.NaN;
  const steps = Array.from({ length: trace.steps }, (_, i) => i + 1);
  const { offset = 0 } = trace.model.parameters.find(({ name }) => name === 'W_hh') ?? {};
  const all = [...steps.map(entry), trace.gradient[offset + 1] ?? Number.NaN];
  await expect(row.getByRole('cell')).toHaveText(all.map((value) => formatNumber(value)));

  await page.getByRole('button', { name: 'Copy for a spreadsheet' }).click();
  const text = await page.getByRole('dialog').getByRole('textbox').inputValue();
  const line = text.split('\n').find((l) => l.startsWith('∂L/∂W_hh\t1\t2\t'));
  expect(line?.split('\t').slice(3).map(Number)).toEqual(all);
});
