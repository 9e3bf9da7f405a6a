// Changing things: every edit shows at once what the engine makes of it, keeps the beat, and can be taken back.

import { present } from '../../src/base/exhaustive.ts';
import { formatNumber } from '../../src/base/format.ts';
import type { Matrix } from '../../src/config/experiment.ts';
import { parameterValuesOf, resolveParameters } from '../../src/config/parameters.ts';
import { presets } from '../../src/config/presets.ts';
import { buildModel } from '../../src/model/model.ts';
import { expect, test } from '../fixtures.ts';
import { expectedOf } from './expected.ts';
import { StudioPage } from './studio-page.ts';

const sentiment = present(presets[0], 'the first preset').experiment;

/** The first example with one entry of one matrix changed. */
function withWeight(name: string, row: number, column: number, value: number) {
  const model = buildModel(sentiment.model);
  const values = parameterValuesOf(model, resolveParameters(sentiment, model));
  const matrix = values[name] as Matrix;
  const changed = matrix.map((line, i) => (i === row - 1 ? line.with(column - 1, value) : line));
  const { initialization: _, ...rest } = sentiment;
  return { ...rest, parameters: { ...values, [name]: changed } };
}

test('a weight is changed by typing and by arrow keys, and the gradient follows', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=35&select=W_xh[1,3]');
  const value = page.getByRole('region', { name: 'What is this?' }).getByRole('spinbutton');
  await value.fill('0.25');
  const typed = expectedOf(withWeight('W_xh', 1, 3, 0.25));
  const h1 = page.locator('svg [data-quantity="h@1"][role=button]');
  const label = (expected: typeof typed): RegExp =>
    new RegExp(`${expected.numbers('h@3', 34)?.join(', ')}$`);
  const h3 = page.locator('svg [data-quantity="h@3"][role=button]');
  await expect(h3).toHaveAttribute('aria-label', label(typed));
  await value.press('ArrowUp');
  await expect(value).toHaveValue('0.26');
  await expect(h3).toHaveAttribute('aria-label', label(expectedOf(withWeight('W_xh', 1, 3, 0.26))));
  await value.press('Shift+ArrowDown');
  await expect(value).toHaveValue('0.16');
  expect(await studio.finished()).toBe(35);
  await value.blur();
  await page.getByRole('button', { name: 'Undo' }).click();
  const original = expectedOf(sentiment);
  await expect(h3).toHaveAttribute('aria-label', label(original));
  await expect(h1).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(h3).toHaveAttribute('aria-label', label(expectedOf(withWeight('W_xh', 1, 3, 0.16))));
});

test('the field in a matrix takes decimal numbers alone, and its arrow keys keep every digit', async ({
  page,
}) => {
  await new StudioPage(page).open('./#v=1&preset=sentiment');
  await page.getByRole('button', { name: /^W.?hh row 1 column 1/ }).click();
  const field = page.getByLabel(/Change W.?hh row 1 column 1/);
  await field.fill('0x10');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('0.123456');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await field.press('Shift+ArrowUp');
  await expect(field).toHaveValue('0.223456');
  await field.press('ArrowDown');
  await expect(field).toHaveValue('0.213456');
});

test('words, targets, length, size, cell and seed are changed by simple controls', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=4');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = page.getByRole('region', { name: 'Edit', exact: true });
  const node = (id: string) => page.locator(`svg [role=button][data-quantity="${id}"]`);

  await edit.getByLabel('Input at t = 1').selectOption('rat');
  await expect(node('x@1')).toHaveAttribute('aria-label', /: 0, 0, 1/);
  await edit.getByLabel('Target at t = 2').selectOption('negative');
  await expect(node('logits@2')).toBeVisible();
  await edit.getByLabel('Steps').fill('5');
  await expect(node('x@5')).toBeVisible();
  await edit.getByLabel('Hidden units').fill('2');
  await expect(node('h@1')).toHaveAttribute('aria-label', /: [^,]+, [^,]+$|not computed/);
  await edit.getByLabel('Cell').selectOption('LSTM');
  await expect(node('c@1')).toBeVisible();
  await edit.getByLabel('Cell').selectOption('GRU');
  await expect(node('z@1')).toBeVisible();
  const before = await studio.beats();
  await edit.getByRole('button', { name: 'New random weights' }).click();
  expect(await studio.beats()).toBe(before);

  const undo = page.getByRole('button', { name: 'Undo' });
  for (let i = 0; i < 7; i++) await undo.click();
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  await expect(node('x@1')).toHaveAttribute('aria-label', /: 1(.00)?, 0, 0/);
  await expect(node('x@4')).toHaveCount(0);
});

test('an edit under way keeps the beat, and the sequence menu changes the words', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=22');
  const sentence = await page.locator('.sentence .panel-title').textContent();
  await page.getByLabel('Sequence').selectOption({ index: 1 });
  await expect(studio.graph).toContainText('rat');
  expect(await page.locator('.sentence .panel-title').textContent()).toBe(sentence);
});

test('the paths add up to the gradient, and can be switched off', async ({ page }) => {
  const studio = new StudioPage(page);
  const expected = expectedOf(sentiment);
  await studio.open(`./#v=1&preset=sentiment&beat=${expected.beats.length}`);
  const shape = present(
    expected.trace.model.parameters.find(({ name }) => name === 'W_xh'),
    'W_xh',
  );
  await studio.paths.getByLabel('Parameter').selectOption('W_xh');
  await studio.paths.getByLabel('row').fill('2');
  await studio.paths.getByLabel('column').fill('3');
  const gradient = expected.trace.gradient[shape.offset + 1 * shape.columns + 2] ?? Number.NaN;
  const total = studio.paths.locator('.paths-total');
  await expect(total).toContainText('the gradient');
  await expect(total.locator('.amount')).toHaveText(formatNumber(gradient));
  await studio.paths.getByRole('checkbox', { name: 't = 3' }).uncheck();
  await expect(total).toContainText('2 of 3 paths');
});
