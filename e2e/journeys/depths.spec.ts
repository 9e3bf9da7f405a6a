// Four depths of one picture: through all of them and back by pointer and by keyboard, and nothing else changes.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { pack } from '../../app/frame/packing.ts';
import { present } from '../../src/base/exhaustive.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { presets } from '../../src/config/presets.ts';
import { writeExperiment } from '../../src/config/write-experiment.ts';
import { depths } from '../../src/store/state.ts';
import { expect, test } from '../fixtures.ts';
import { expectedOf } from './expected.ts';
import { StudioPage } from './studio-page.ts';

const names = {
  folded: 'Folded',
  unrolled: 'Unrolled',
  inside: 'Inside a cell',
  units: 'Single units',
} as const;
type Depth = keyof typeof names;

const sentiment = present(presets[0], 'the first preset').experiment;

/** The first example with another cell. */
function experimentWith(cell: string): Experiment {
  const { activation: _, ...model } = sentiment.model;
  return { ...sentiment, model: { ...model, cell, ...(cell === 'rnn' ? sentiment.model : {}) } };
}

/** What opens it in the middle of the backward pass of step 2. */
async function addressOf(cell: string): Promise<{ address: string; position: number }> {
  const experiment = experimentWith(cell);
  const { beats } = expectedOf(experiment);
  const position = beats.findIndex(({ operation, t }) => operation.kind === 'carry' && t === 2);
  const word = await pack(writeExperiment(experiment));
  return { address: `./#v=1&beat=${position + 1}&select=h@2&x=${word}`, position };
}

function choice(page: Page, depth: Depth) {
  return page.getByRole('radio', { name: names[depth] });
}

/** What must stay from depth to depth. */
async function rest(studio: StudioPage): Promise<readonly string[]> {
  return [
    String(await studio.finished()),
    ...(await studio.sentence.allTextContents()),
    ...(await studio.page.getByRole('region', { name: 'What is this?' }).allTextContents()),
    ...(await studio.formula.locator('annotation').allTextContents()),
  ];
}

for (const cell of ['rnn', 'lstm', 'gru']) {
  test(`${cell}: by keyboard through the four depths; beat, selection and formula stay`, async ({
    page,
  }) => {
    const studio = new StudioPage(page);
    const { address } = await addressOf(cell);
    await studio.open(address);
    await expect(studio.formula.locator('annotation').first()).toBeAttached();
    const before = await rest(studio);
    for (const key of ['1', '2', '3', '4', '3', '2', '1', '3', '1', '4', '1']) {
      await page.keyboard.press(key);
      const depth = present(depths[Number(key) - 1], 'depth');
      await expect(choice(page, depth)).toBeChecked();
      await expect(page.getByTestId('announcer')).toContainText(
        depth === 'inside' ? 'Inside the cell at step 2' : names[depth],
      );
      expect(await rest(studio)).toEqual(before);
    }
    await page.keyboard.press('4');
    // First the selection closes, then the depth; further up Escape does not go.
    await page.keyboard.press('Escape');
    await expect(choice(page, 'units')).toBeChecked();
    await page.keyboard.press('Escape');
    await expect(choice(page, 'unrolled')).toBeChecked();
    await page.keyboard.press('Escape');
    await expect(choice(page, 'unrolled')).toBeChecked();
  });

  test(`${cell}: folded, every number is the run’s own at every step`, async ({ page }) => {
    const studio = new StudioPage(page);
    const { address, position } = await addressOf(cell);
    await studio.open(`${address}&depth=folded`);
    const expected = expectedOf(experimentWith(cell));
    const row = page.getByRole('group', { name: 'The step that is shown' });
    for (const t of [1, 2, 3]) {
      await row.getByText(`t = ${t}`).click();
      const marks = page.locator('.folded [data-node]');
      await expect(page.locator(`.folded [data-node="x@${t}"]`)).toBeVisible();
      for (const mark of await marks.all()) {
        const id = present(await mark.getAttribute('data-quantity'), 'quantity');
        const label = await mark.getAttribute('aria-label');
        const numbers = expected.numbers(id, position);
        expect(label, id).toContain(numbers === null ? 'not computed yet' : numbers.join(', '));
      }
    }
    // After a press by pointer the keys are the page's, and the next beat is shown where it happens.
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await studio.step.click();
    await expect(row.getByRole('radio', { name: /^t = 1/ })).toBeChecked();
  });

  test(`${cell}, by pointer: the switch, the unfold button, a step’s name, a double click`, async ({
    page,
  }) => {
    const studio = new StudioPage(page);
    const { address, position } = await addressOf(cell);
    await studio.open(address.replace('&select=h@2', ''));
    const beat = position + 1;
    for (const depth of ['folded', 'units', 'inside', 'folded'] as const) {
      await page.getByText(names[depth], { exact: true }).click();
      await expect(choice(page, depth)).toBeChecked();
    }
    await page.getByRole('button', { name: 'Unfold it' }).click();
    await expect(choice(page, 'unrolled')).toBeChecked();
    await expect(page).toHaveURL(new RegExp(`beat=${beat}(&|$)`));
    await studio.rested();
    await page.getByRole('button', { name: 'Open step 2' }).click();
    await expect(choice(page, 'inside')).toBeChecked();
    await expect(page.getByTestId('announcer')).toContainText('at step 2');
    await expect(page).toHaveURL(/depth=inside/);
    await page.keyboard.press('Escape');
    await studio.rested();
    await page.locator('.graph [data-node][data-quantity="h@2"]').dblclick();
    await expect(choice(page, 'units')).toBeChecked();
    expect(await studio.finished()).toBe(beat);
  });
}

test('the name of a step is reached by arrow keys and opened by Enter; the focus stays in the picture', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=20');
  await page.locator('.graph [data-node][data-quantity="x@1"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Open step 2' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(choice(page, 'inside')).toBeChecked();
  await page.keyboard.press('1');
  await expect(choice(page, 'folded')).toBeChecked();
  await page.locator('.folded [data-node="h@2"]').focus();
  await page.keyboard.press('2');
  await expect(page.locator('.graph [data-node][data-quantity="h@2"]')).toBeFocused();
  await page.keyboard.press('1');
  await expect(page.locator('.folded [data-node="h@2"]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.folded [data-node="a@2"]')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.folded [data-node="dL/da@2"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'What is this?' })).toBeVisible();
});

test('what is pointed at in the folded net lights up everywhere', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=35&depth=folded');
  await page.locator('.folded-mark[data-quantity="W_hh"]').hover();
  await expect(page.locator('.weight[data-quantity="W_hh"]')).toHaveAttribute('data-lit');
});

test('with reduced motion nothing is animated from depth to depth', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=20');
  for (const depth of ['folded', 'unrolled', 'units', 'inside', 'unrolled'] as const) {
    await page.keyboard.press(String(depths.indexOf(depth) + 1));
    await expect(choice(page, depth)).toBeChecked();
    for (let i = 0; i < 4; i++) {
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }
  }
});

test('the address opens a depth, keeps it, and changes it', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./#v=1&preset=sentiment&beat=20&depth=folded');
  await expect(choice(page, 'folded')).toBeChecked();
  await page.keyboard.press('4');
  await expect(page).toHaveURL(/depth=units/);
  await page.reload();
  await expect(choice(page, 'units')).toBeChecked();
  await page.evaluate(() => {
    location.hash = location.hash.replace('depth=units', 'depth=folded');
  });
  await expect(choice(page, 'folded')).toBeChecked();
});

for (const [width, height] of [
  [1280, 720],
  [390, 844],
] as const) {
  test(`folded at ${width} × ${height}: accessible, and no wider than the page`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const studio = new StudioPage(page);
    for (const cell of ['rnn', 'lstm', 'gru']) {
      await page.goto('about:blank');
      await studio.open(`${(await addressOf(cell)).address}&depth=folded`);
      await expect(page.locator('.folded')).toBeVisible();
      const overflow = await page.evaluate(() =>
        ['html', 'main', '.scroller'].map((selector) => {
          const element = document.querySelector(selector);
          return element ? element.scrollWidth - element.clientWidth : -1;
        }),
      );
      expect(overflow).toEqual([0, 0, 0]);
    }
    const { violations } = await new AxeBuilder({ page }).include('.graph-panel').analyze();
    const serious = violations.filter(({ impact }) => impact !== 'minor' && impact !== 'moderate');
    expect(serious).toEqual([]);
  });
}
