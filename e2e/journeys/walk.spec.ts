// Every beat of every example, forward or back: what graph, formula and sentence show is what the engine computes.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { present } from '../../src/base/exhaustive.ts';
import { presets } from '../../src/config/presets.ts';
import { expect, test } from '../fixtures.ts';
import { expectedOf } from './expected.ts';
import { compareShown, readShown, type Shown } from './shown.ts';
import { StudioPage } from './studio-page.ts';

/** Everything that is compared, once the MathML of the formulas has followed what is seen of them. */
async function readPage(page: Page): Promise<Shown> {
  const shown = await (await page.waitForFunction(readShown)).jsonValue();
  return present(shown, 'what the page shows');
}

async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}

/** Positions of one journey: an example is walked in several, so that none is long. */
const mostBeats = 24;

/** From the position before the first beat to the last, in stretches of about the same length. */
function stretchesOf(beats: number): readonly (readonly [from: number, to: number])[] {
  const count = Math.ceil((beats + 1) / mostBeats);
  const start = (i: number): number => Math.round((i * (beats + 1)) / count) - 1;
  return Array.from({ length: count }, (_, i) => [start(i), start(i + 1) - 1]);
}

async function openAt(studio: StudioPage, preset: string, position: number): Promise<void> {
  await studio.open(`./#v=1&preset=${preset}&beat=${Math.max(1, position + 1)}`);
  await expect(studio.formula.locator('annotation').first()).toBeAttached();
  if (position < 0) await studio.first.click();
  await expect(studio.timeline).toHaveValue(String(position + 1));
}

for (const [i, { id, experiment }] of presets.entries()) {
  const expected = expectedOf(experiment);
  const last = expected.beats.length - 1;
  for (const [k, [from, to]] of stretchesOf(expected.beats.length).entries()) {
    // Every other stretch is walked from its end.
    const back = k % 2 === 1;
    const name = back ? `${to + 1} back to ${from + 1}` : `${from + 1} to ${to + 1}`;
    test(`every beat of ${id}, ${name}`, async ({ page }) => {
      const studio = new StudioPage(page);
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: i % 2 ? 'dark' : 'light' });
      const [begin, end, step] = back ? [to, from, -1] : [from, to, 1];
      await openAt(studio, id, begin);
      await expect(studio.timeline).toHaveAttribute('max', String(last + 1));
      if (begin === last) await expect(studio.step).toHaveAttribute('aria-disabled', 'true');
      compareShown(await readPage(page), expected, begin);
      for (let position = begin; position !== end; ) {
        position += step;
        await studio.step.press(back ? 'ArrowLeft' : 'ArrowRight');
        compareShown(await readPage(page), expected, position);
      }
      if (end === last) await expect(studio.step).toHaveAttribute('aria-disabled', 'true');
      await studio.settled();
      expect(await seriousFindings(page)).toEqual([]);
    });
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious accessibility finding in dialogs and panels, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const studio = new StudioPage(page);
    await studio.open('./#v=1&preset=many-to-many&beat=40&select=W_hh[1,2]');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Edit', exact: true })).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Help' }).click();
    await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
  });
}
