// Truncation and clipping: what is set is shown with what it leaves of the gradient, as the engine has it.

import { formatNumber } from '../../src/base/format.ts';
import { presetOf } from '../../src/config/presets.ts';
import { runSequence } from '../../src/engine/run.ts';
import {
  clipEffect,
  truncationEffect,
  windowErrors,
} from '../../src/trace/derived/limit-effects.ts';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const experiment = presetOf('many-to-many')?.experiment;
if (!experiment) throw new Error('no preset');
const { training } = experiment;

const percent = (share: number) => `${formatNumber(100 * share, 2)} %`;

test('a window is chosen by its bar; the sentence and the table say what is lost', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=many-to-many&lens=limits');
  const panel = page.getByRole('region', { name: /^Truncation/ });
  await expect(panel.getByRole('group', { name: 'Error of every window' })).toBeHidden();
  await studio.last.click();
  const errors = windowErrors(runSequence(experiment, 1)) ?? [];
  expect(errors).toHaveLength(4);
  for (const [i, error] of errors.entries()) {
    const name = `Window of ${i + 1}: ${percent(error)} off`;
    await expect(panel.getByRole('button', { name })).toBeVisible();
  }
  await panel.getByRole('button', { name: /^Window of 2/ }).press('Enter');
  const truncation = { kind: 'window', steps: 2 } as const;
  const trace = runSequence({ ...experiment, training: { ...training, truncation } }, 1);
  const effect = truncationEffect(trace);
  if (!effect) throw new Error('not truncated');
  const { relativeError, angle } = effect.whole;
  await expect(panel).toContainText(
    `${percent(relativeError ?? 0)} off and points ${formatNumber(angle ?? 0, 2)}° away`,
  );
  for (const { parameter, before, after } of effect.byParameter) {
    const row = panel.getByRole('row', { name: new RegExp(`^${parameter}`) });
    await expect(row).toContainText(formatNumber(before));
    await expect(row).toContainText(formatNumber(after));
  }
  await panel.getByText('none', { exact: true }).click();
  await expect(panel).toContainText('Nothing is cut');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByRole('button', { name: /^Window of 2/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('before its beat a limited gradient is not there, and one press goes to it', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=many-to-many&lens=limits');
  const panel = page.getByRole('region', { name: /^Clipping/ });
  await expect(panel).toContainText('not computed yet');
  await panel.getByRole('button', { name: 'Go there' }).click();
  const { update } = runSequence(experiment, 1);
  if (!update) throw new Error('no update');
  const { before, after } = clipEffect(update);
  await expect(panel).toContainText(`before${formatNumber(before)}`);
  await expect(panel).toContainText(`after${formatNumber(after)}`);
  await expect(panel).toContainText(`multiplied by ${formatNumber(update.clipFactor ?? 0)}`);
});

test('clipping by value says how many entries it cuts and how far it turns', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=many-to-many&lens=limits');
  await studio.last.click();
  const panel = page.getByRole('region', { name: /^Clipping/ });
  await panel.getByRole('radio', { name: 'value' }).focus();
  await page.keyboard.press('Space');
  await panel.getByRole('spinbutton', { name: 'at most' }).fill('0.5');
  const clip = { kind: 'value', max: 0.5 } as const;
  const { update } = runSequence({ ...experiment, training: { ...training, clip } }, 1);
  if (!update) throw new Error('no update');
  const { changed, entries, angle } = clipEffect(update);
  await expect(panel).toContainText(
    `${changed} of ${entries} entries are cut off; the gradient turns by ${formatNumber(angle ?? 0, 2)}°`,
  );
});
